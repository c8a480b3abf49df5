from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from demo import writing
from demo.options import Options


@dataclass(frozen=True)
class Salon:
    folder: Path
    truth_folder: Path
    options: Options

    def csv(self, pattern: str) -> pl.DataFrame:
        """All files of a name, one below the other, everything as text."""
        files = sorted(self.folder.glob(pattern))
        tables = [pl.read_csv(file, infer_schema=False) for file in files]
        return pl.concat(tables).fill_null("")

    def truth(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.truth_folder / f"{name}.parquet")


@pytest.fixture(scope="session")
def salon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    options = Options(seed=7, clients=1500, years=2, end=date(2026, 10, 31))
    writing.write(folder / "files", options, folder / "truth")
    return Salon(folder / "files", folder / "truth", options)
