"""The page about the data: the balance of rows, what was refused and why, how fresh it is."""

import pytest

from tests.dashboard.conftest import figures, said
from tests.dashboard.drawn import wrapped_tables
from warehouse import landing


def test_the_parts_of_the_balance_are_those_of_the_log(open_app, demo_workspace, own_workspace):
    log = landing.loads(own_workspace)
    text = said(open_app(demo_workspace, "data")).replace("\N{NO-BREAK SPACE}", " ")
    assert f"{log['rows_read'].sum():,} rows read = {log['rows_landed'].sum():,} taken" in text


def test_freshness_says_last_day_last_load_and_last_build(open_app, demo_workspace):
    shown = figures(open_app(demo_workspace, "data"))
    assert shown["Data up to"] == "31 Oct 2026"
    assert set(shown) == {"Data up to", "Last load", "Last build"}
    assert "—" not in shown.values()


def test_a_refused_file_is_shown_with_its_reason(open_app, own_workspace, tmp_path, run):
    picture = tmp_path / "sales.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    run("load", picture, workspace=own_workspace.root, check=False)
    app = open_app(own_workspace.root, "data")
    assert not app.exception
    assert "Files refused" in said(app)
    assert "sales" in str(wrapped_tables(app)[0].rows())


def test_every_mart_is_listed_with_what_it_holds(open_app, demo_workspace):
    app = open_app(demo_workspace, "data")
    listed = next(said for said in app.markdown if said.value.startswith("- **acquisition**"))
    lines = [line.split(" · ", 2) for line in listed.value.splitlines()]
    names = {name for name, _rows, _description in lines}
    assert {r"- **client\_quarters**", r"- **monthly\_kpis**", "- **rfm**"} <= names
    assert all(len(description) > 20 for _name, _rows, description in lines)


@pytest.mark.parametrize("measure", ["revenue without a client", "clients known by name only"])
def test_weaknesses_of_the_data_are_listed(open_app, demo_workspace, measure):
    assert measure in set(wrapped_tables(open_app(demo_workspace, "data"))[0]["Weakness"])


def test_a_refused_row_is_shown_with_its_reason_and_can_be_taken_away(
    open_app, own_workspace, tmp_path, run
):
    good = [f"2026-09-01 10:{minute}:00,Riverside,Till,5\n" for minute in range(10, 50)]
    pressed = tmp_path / "pressed.csv"
    pressed.write_text(
        "rated_at,branch,terminal,rating\n" + "".join(good) + "soon,Riverside,Till,5\n"
    )
    run("load", pressed, workspace=own_workspace.root)
    app = open_app(own_workspace.root, "data")
    refused = app.dataframe[1].value
    assert "Rows refused: 1" in said(app)
    assert refused[["file_name", "row_number", "value"]].values.tolist() == [
        ["pressed.csv", 42, "soon"]
    ]
    assert app.download_button[0].label == "Download the rows refused (CSV)"


def test_a_load_taken_back_is_listed_and_counts_no_longer(open_app, own_workspace, tmp_path, run):
    pressed = tmp_path / "pressed.csv"
    pressed.write_text("rated_at,branch,terminal,rating\n2026-09-01 10:00:00,Riverside,Till,5\n")
    run("load", pressed, workspace=own_workspace.root)
    app = open_app(own_workspace.root, "data")
    assert "Files taken back" not in said(app)
    (options,) = [box.options for box in app.selectbox if box.key == "take_back"]
    assert any(option.startswith("pressed.csv, 1") for option in options)
    run("unload", "pressed.csv", workspace=own_workspace.root)
    app = open_app(own_workspace.root, "data")
    assert not app.exception
    assert "Files taken back" in said(app)
    assert app.dataframe[1].value["file_name"].to_list() == ["pressed.csv"]
    (options,) = [box.options for box in app.selectbox if box.key == "take_back"]
    assert not any(option.startswith("pressed.csv") for option in options)
