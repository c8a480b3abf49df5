"""A DuckDB without a file, opened once: opening one costs as much as hashing 30,000 rows."""

from functools import cache

import duckdb


def session() -> duckdb.DuckDBPyConnection:
    """Open a session of its own, for a `with`; what is registered in it no other session sees."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
