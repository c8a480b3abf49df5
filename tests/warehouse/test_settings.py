"""`salon.toml`: every mistake is named with its key, its value and what is allowed."""

import pytest

from warehouse import salon_file, settings
from warehouse.settings import SettingsError


def loaded(tmp_path, text):
    file = tmp_path / "salon.toml"
    file.write_text(text, encoding="utf-8")
    return settings.load(file)


def refused(tmp_path, text):
    with pytest.raises(SettingsError) as error:
        loaded(tmp_path, text)
    return str(error.value)


def test_an_empty_file_means_every_default(tmp_path):
    chosen = loaded(tmp_path, "").definitions
    assert (chosen.lapse_days, chosen.regular_visits, chosen.loyal_visits) == (180, 4, 3)
    assert (chosen.core_share, chosen.at_risk_share, chosen.closing_days) == (0.7, 0.5, 7)
    assert (chosen.rebooking, chosen.retention_days) == ("within_24h", 90)


def test_a_new_file_says_every_default_and_changes_none(tmp_path):
    text = salon_file.text("My salon", "EUR", "HU", "Europe/Budapest")
    assert loaded(tmp_path, text) == settings.Settings()
    assert all(key.split(".")[-1] in text for key in settings.known_keys())


def test_every_default_can_be_uncommented(tmp_path):
    text = salon_file.text("My salon", "EUR", "HU", "Europe/Budapest")
    fields = settings.Settings.model_fields.values()
    examples = {f"# {example}" for field in fields for example in field.examples or []}
    lines = [
        line.removeprefix("# ") if "= " in line and line not in examples else line
        for line in text.splitlines()
        if not line.rstrip().endswith(" =")
    ]
    assert loaded(tmp_path, "\n".join(lines)) == settings.Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[definitions]\nlapse_day = 90", "did you mean definitions.lapse_days?"),
        ("[definition]\nlapse_days = 90", "did you mean definitions?"),
        ("[definitions]\nlapse_days = 0", "definitions.lapse_days = 0 is not allowed"),
        ("[definitions]\nlapse_days = 3651", "less than or equal to 3650"),
        ("[definitions]\ncore_share = 1.01", "less than or equal to 1"),
        ("[definitions]\nretention_days = 45", "30, 60, 90 or 180"),
        ('[definitions]\nrebooking = "never"', "'on_the_day', 'within_24h' or 'any_future'"),
        ("[definitions]\nat_risk_share = 0.8", "must not be above definitions.core_share (0.7)"),
        ('[salon]\ntime_zone = "Budapest"', "a time zone such as Europe/Budapest"),
        ('[salon]\ncurrency = "euro"', "salon.currency = 'euro'"),
        ("[rfm]\nmonetary = [80, 40]", "two borders, the lower first"),
        ("[rfm]\nmonetary = [80]", "two borders, the lower first"),
        ("[goals]\nrevenue = 0", "goals.revenue = 0 is not allowed"),
        ("[goals]\nfirst_visit_retention = 45", "less than or equal to 1"),
        ("[goals]\nnps = 101", "less than or equal to 100"),
        ("[goals]\nprofit = 1", "goals.profit is not a known setting"),
        ("[goals.branches.Riverside]\nrevenue = -1", "goals.branches.Riverside.revenue = -1"),
        ("[salon\nname = 1", "cannot be read"),
    ],
)
def test_a_mistake_is_explained(tmp_path, text, said):
    assert said in refused(tmp_path, text)


def test_every_mistake_is_named_at_once(tmp_path):
    said = refused(tmp_path, "[definitions]\nlapse_days = 0\nregular_visits = 0")
    assert "lapse_days" in said
    assert "regular_visits" in said


@pytest.mark.parametrize("days", [1, 3650])
def test_the_ends_of_a_range_are_allowed(tmp_path, days):
    chosen = loaded(tmp_path, f"[definitions]\nlapse_days = {days}")
    assert chosen.definitions.lapse_days == days


def test_a_month_has_goals_and_so_has_a_branch(tmp_path):
    goals = loaded(
        tmp_path,
        "[goals]\nrevenue = 30000\nfirst_visit_retention = 0.45\n"
        '[goals.branches."Old Town"]\nrevenue = 12000\n',
    ).goals
    assert (goals.revenue, goals.first_visit_retention, goals.nps) == (30000, 0.45, None)
    assert goals.branches["Old Town"].revenue == 12000
