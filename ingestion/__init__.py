"""From export files to landed rows. Knows no dbt, no Streamlit."""

import os

# polars reads this when it is first imported. By itself it gives freed memory back at once and asks
# for it again with every block of a large file: a tenth of the time that a large file takes.
os.environ.setdefault(
    "_RJEM_MALLOC_CONF", "background_thread:true,dirty_decay_ms:10000,muzzy_decay_ms:-1"
)
