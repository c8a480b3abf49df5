"""An invented salon chain that writes the export files its systems would give."""
