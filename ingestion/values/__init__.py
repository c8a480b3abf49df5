"""Cells of text to values, one module per kind, vectorised; what cannot be read becomes null."""
