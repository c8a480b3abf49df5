"""The least a Streamlit page can do: one list to choose from, and nothing that depends on it."""

import streamlit as st

OPTIONS = [f"Option {number}" for number in range(40)]

st.multiselect("Branches", OPTIONS, key="branches", bind="query-params")
