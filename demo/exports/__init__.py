"""The chain's truth as the export files of its systems."""
