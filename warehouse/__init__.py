"""Settings, the landing zone, building, publishing and reading. Knows no Streamlit."""
