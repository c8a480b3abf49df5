"""Write the truth: Parquet tables and two JSON files."""

import json
from dataclasses import asdict
from pathlib import Path

import polars as pl

from demo.chain import Chain
from demo.exports.files import Written
from demo.truth import events, people, tables


def write(folder: Path, chain: Chain, written: list[Written]) -> None:
    """Write all tables, the totals, and what the export files hold."""
    amounts = events.money(chain)
    visits = events.visits(amounts)
    for name, table in {
        "months": tables.months(amounts, visits, ["month_start", "branch"]),
        "months_chain": tables.months(amounts, visits, ["month_start"]),
        "quarters_nps": tables.quarters(chain),
        "answers": tables.answers(chain),
        "bookings": tables.bookings(chain),
        "spend": tables.spend(chain),
        "clients": people.clients(chain, amounts, visits),
        "visits": visits.rename({"person": "person_id"}),
    }.items():
        table.write_parquet(folder / f"{name}.parquet")
    _write_json(folder / "totals.json", _totals(chain, amounts, visits))
    _write_json(folder / "truth.json", _about(chain, written))


def _totals(chain: Chain, amounts: pl.DataFrame, visits: pl.DataFrame) -> dict[str, object]:
    revenue = int(amounts["net"].sum())
    unidentified = int(amounts.filter(pl.col("person").is_null())["net"].sum())
    return {
        "revenue": f"{revenue / 100:.2f}",
        "visits": visits.height,
        "people": chain.people.height,
        "identified_clients": visits["person"].n_unique(),
        "unidentified_revenue": f"{unidentified / 100:.2f}",
        "unidentified_share": unidentified / revenue,
    }


def _about(chain: Chain, written: list[Written]) -> dict[str, object]:
    return {
        "options": asdict(chain.options) | {"end": str(chain.options.end)},
        "start": str(chain.options.start),
        "files": {
            file.path.name: {
                "rows": file.rows,
                "repeated": file.repeated,
                "title_and_total_rows": file.other_rows,
            }
            for file in written
        },
    }


def _write_json(path: Path, content: dict[str, object]) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="")
