"""Campaigns are written whole, hold keys alone, and never change."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from warehouse import campaigns
from warehouse.campaigns import Campaign, CampaignError
from warehouse.workspace import Workspace

AUTUMN = {
    "name": "Autumn",
    "day": date(2026, 10, 31),
    "chosen_by": "Champions (2026 Q4)",
    "build": "regulars-1.duckdb",
    "holdout_share": 0.1,
    "treated": ("k1", "k2"),
    "held_out": ("k3",),
}


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def test_a_campaign_is_remembered_as_it_was_drawn(workspace):
    campaigns.remember(workspace, Campaign(**AUTUMN))
    assert campaigns.remembered(workspace) == ([Campaign(**AUTUMN)], [])


def test_the_newest_campaign_comes_first(workspace):
    for name, day in (("Old", date(2026, 1, 9)), ("New", date(2026, 5, 9))):
        campaigns.remember(workspace, Campaign(**AUTUMN | {"name": name, "day": day}))
    found, _ = campaigns.remembered(workspace)
    assert [campaign.name for campaign in found] == ["New", "Old"]


def test_the_file_lies_in_its_folder_for_its_owner_alone_and_no_draft_stays(workspace):
    campaigns.remember(workspace, Campaign(**AUTUMN | {"name": "../Summer / hair: 10 %"}))
    (file,) = workspace.campaigns.glob("*.json")
    assert file.name == "2026-10-31-summer-hair-10.json"
    assert file.stat().st_mode & 0o077 == 0
    assert {other.name for other in workspace.campaigns.iterdir()} <= {file.name, ".lock"}
    assert set(json.loads(file.read_text("utf-8"))) == set(AUTUMN)


@pytest.mark.parametrize("name", ["Autumn", "autumn", "AUTUMN!"])
def test_a_name_is_taken_once_and_the_first_campaign_stays(workspace, name):
    campaigns.remember(workspace, Campaign(**AUTUMN))
    other = {"name": name, "treated": ("k9",), "day": date(2027, 1, 1)}
    with pytest.raises(CampaignError, match="take another name"):
        campaigns.remember(workspace, Campaign(**AUTUMN | other))
    assert campaigns.remembered(workspace)[0] == [Campaign(**AUTUMN)]


def test_names_in_other_letters_are_told_apart(workspace):
    for name in ("Осень", "Весна"):
        campaigns.remember(workspace, Campaign(**AUTUMN | {"name": name}))
    assert len(campaigns.remembered(workspace)[0]) == 2


def test_a_campaign_of_nobody_is_refused(workspace):
    with pytest.raises(CampaignError, match="Nobody would be written to"):
        campaigns.remember(workspace, Campaign(**AUTUMN | {"treated": ()}))
    assert campaigns.remembered(workspace) == ([], [])


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 61])
def test_a_name_is_one_short_line(name):
    with pytest.raises(ValidationError):
        Campaign(**AUTUMN | {"name": name})


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "Autumn"}', "\ufffd"])
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(workspace, text):
    campaigns.remember(workspace, Campaign(**AUTUMN))
    (workspace.campaigns / "2027-01-01-broken.json").write_text(text, encoding="utf-8")
    found, broken = campaigns.remembered(workspace)
    assert [campaign.name for campaign in found] == ["Autumn"]
    assert broken == ["2027-01-01-broken.json"]


def test_without_a_folder_there_are_no_campaigns(workspace):
    assert campaigns.remembered(workspace) == ([], [])
