"""From export files to landed rows. Knows no dbt, no Streamlit."""
