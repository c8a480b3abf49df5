"""A workspace of its own for every test, and short ways to load into it."""

from pathlib import Path

import polars as pl
import pytest

from ingestion import loading
from warehouse import landing
from warehouse.settings import Settings
from warehouse.workspace import Workspace, make_folders

EXPORTS = Path(__file__).parent / "exports"


class Salon:
    """A workspace with its settings: load a file, look at what landed."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root)
        self.settings = Settings()
        make_folders(self.workspace)

    def save(self, content: str | bytes, name: str = "export.csv") -> Path:
        file = self.workspace.inbox / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def load(self, file: Path, mapping: Path | None = None) -> loading.LoadReport:
        return loading.load_files(self.workspace, self.settings, [file], mapping)[0]

    def load_all(self, files: list[Path]) -> list[loading.LoadReport]:
        return loading.load_files(self.workspace, self.settings, files)

    def load_text(
        self, content: str | bytes, name: str = "export.csv", mapping: str | None = None
    ) -> loading.LoadReport:
        form = self.save_mapping(mapping) if mapping else None
        return self.load(self.save(content, name), form)

    def save_mapping(self, content: str, name: str = "mine.toml") -> Path:
        file = self.workspace.root / name
        file.write_text(content, encoding="utf-8")
        return file

    def load_export(self, name: str) -> loading.LoadReport:
        return self.load(EXPORTS / name)

    def rows(self, entity: str) -> pl.DataFrame:
        files = landing.files(self.workspace, entity)
        return pl.concat([pl.read_parquet(file) for file in files])

    def loads(self) -> pl.DataFrame:
        return landing.loads(self.workspace)

    def rejected(self) -> list[tuple[int, str, str, str]]:
        columns = ("row_number", "column", "value", "reason")
        return landing.rejected(self.workspace).select(columns).rows()


@pytest.fixture
def salon(tmp_path):
    return Salon(tmp_path / "salon")


@pytest.fixture
def salons(tmp_path):
    """Make further salons, by name."""
    return lambda name: Salon(tmp_path / name)
