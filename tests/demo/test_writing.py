from datetime import date
from hashlib import sha256

import polars as pl
import pytest

from demo import writing
from demo.options import Options
from demo.salon_toml import salon_toml
from warehouse import settings


def fingerprints(folder, **choices):
    options = Options(**{"clients": 60, "years": 1} | choices)
    writing.write(folder / "files", options, folder / "truth")
    return {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_same_options_give_the_same_bytes(tmp_path):
    first = fingerprints(tmp_path / "a")
    assert "complaints.xlsx" in first
    assert "months.parquet" in first
    assert fingerprints(tmp_path / "b") == first


def test_another_seed_gives_another_salon(tmp_path):
    first, other = fingerprints(tmp_path / "a"), fingerprints(tmp_path / "b", seed=8)
    same = {name for name in first if first[name] == other[name]}
    assert same == {"services.csv"}


@pytest.mark.parametrize(
    "choices",
    [
        {"end": date(2026, 12, 25), "seed": 1},
        {"end": date(2024, 2, 29), "seed": 2, "years": 4},
        {"end": date(2025, 1, 1), "clients": 50, "seed": 3},
        {"end": date(2020, 12, 31), "clients": 120, "seed": 4, "years": 2},
    ],
)
def test_any_end_has_visits_and_nothing_is_sold_after_it(tmp_path, choices):
    fingerprints(tmp_path, **choices)
    days = pl.read_parquet(tmp_path / "truth" / "visits.parquet")["visit_date"]
    assert days.max() == choices["end"]


def test_the_written_files_are_told(tmp_path):
    options = Options(clients=60, years=1)
    written = writing.write(tmp_path / "files", options, tmp_path / "truth")
    assert sorted(file.name for file in written) == [
        "Client survey (Responses) - Form Responses 1.csv",
        "appointments-2025.csv",
        "appointments-2026.csv",
        "complaints.xlsx",
        "export-2026-10-31.csv",
        "export_customer_list_2026-10-31.csv",
        "google-ads.csv",
        "impulse_ratings.csv",
        "items-2025-11-01-2025-12-31.csv",
        "items-2026-01-01-2026-10-31.csv",
        "meta-ads.csv",
        "sales-log-detail-2025.csv",
        "sales-log-detail-2026.csv",
        "services.csv",
    ]
    assert {file.parent for file in written} == {tmp_path / "files"}


def test_the_settings_of_the_demo_are_valid(tmp_path):
    file = tmp_path / "salon.toml"
    file.write_text(salon_toml(), encoding="utf-8")
    loaded = settings.load(file)
    assert loaded.salon.name == "Linden & Linde, demo salon"
    assert (loaded.salon.currency, loaded.salon.country) == ("EUR", "HU")
    assert loaded.branches["Old Town"] == ["Linden Old Town"]
