"""What truly happened, summed up from the hidden events and never from the files."""
