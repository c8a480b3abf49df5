"""What the page of the month and its report say; no Streamlit here."""
