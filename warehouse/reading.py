"""Read a published build: read-only, without a way out of the file."""

import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

_HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "threads": "2",
    "max_execution_time": "60000",
    # Nothing but the build itself can be read, and none of this can be taken back.
    "enable_external_access": "false",
    "lock_configuration": "true",
}
_STATEMENTS_KEPT = 300

# Answers are small, and to copy one costs less than to plan its statement twice.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result makes an extra copy")


class QueryError(Exception):
    """A question the build cannot answer; the text says why."""


class Warehouse:
    """One build, held open; safe to ask from several threads."""

    def __init__(self, build: Path) -> None:
        spill = str(Path(tempfile.gettempdir()) / "regulars-spill")
        try:
            self._connection = duckdb.connect(
                str(build), read_only=True, config={**_HARDENED, "temp_directory": spill}
            )
        except duckdb.Error as error:
            raise QueryError(
                f"The build {build.name} cannot be opened. Run `regulars build` to make a new one, "
                "or `regulars rollback` to go back to the one before."
            ) from error
        self._parsed: dict[str, duckdb.Statement] = {}

    def ask(self, sql: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Answer one statement; decimals come as floats.

        Parameters the statement does not name are left out: DuckDB refuses surplus ones.
        """
        cursor = self._connection.cursor()
        try:
            statement = self._parsed.get(sql) or self._parse(cursor, sql)
            wanted = statement.named_parameters
            given = {name: value for name, value in (params or {}).items() if name in wanted}
            # A relation (`sql`) would plan the statement twice, which for most questions of a page
            # takes longer than the rows.
            cursor.execute(statement, given or None)
            if cursor.description is None:
                raise QueryError("That statement gives no rows; builds can only be read.")
            frame = pl.DataFrame(cursor.to_arrow_table())
            return frame.with_columns(pl.selectors.decimal().cast(pl.Float64))
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        finally:
            cursor.close()

    def _parse(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
        statements = cursor.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError("Ask one question at a time: one SQL statement.")
        if len(self._parsed) < _STATEMENTS_KEPT:
            self._parsed[sql] = statements[0]
        return statements[0]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
