"""Campaigns as they were drawn: who was written to and who was held out. Keys alone, no names.

A campaign is a file that never changes, so that what it brought can be measured later against the
same people. It lies in `campaigns/` of the salon's folder.
"""

import re
from datetime import date
from typing import Annotated

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from warehouse import whole_files
from warehouse.workspace import Workspace

_LONGEST = 60


class CampaignError(Exception):
    """A campaign cannot be remembered; the text says why and what to do."""


class Campaign(BaseModel):
    """A campaign: its name and day, by what its clients were chosen, and the two arms of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=_LONGEST, pattern=r"^[^\x00-\x1f]+$")]
    day: date
    chosen_by: str
    build: str
    holdout_share: Annotated[float, Field(ge=0, le=1)]
    treated: tuple[str, ...]
    held_out: tuple[str, ...]


def remember(workspace: Workspace, campaign: Campaign) -> None:
    """Write a campaign down; `CampaignError` where one of that name is known or nobody is in it."""
    if not campaign.treated:
        raise CampaignError("Nobody would be written to: choose other groups or hold fewer out.")
    folder = workspace.campaigns
    folder.mkdir(mode=0o700, exist_ok=True)
    with FileLock(folder / ".lock"):
        known, _ = remembered(workspace)
        if _slug(campaign.name) in {_slug(other.name) for other in known}:
            raise CampaignError(
                "There is a campaign of this name, and it never changes: take another name."
            )
        file = folder / f"{campaign.day:%Y-%m-%d}-{_slug(campaign.name)}.json"
        whole_files.write(file, campaign.model_dump_json(indent=1))


def remembered(workspace: Workspace) -> tuple[list[Campaign], list[str]]:
    """Give the campaigns, the newest first, and the names of files that cannot be read."""
    found, broken = [], []
    for file in sorted(workspace.campaigns.glob("*.json"), reverse=True):
        try:
            found.append(Campaign.model_validate_json(file.read_bytes()))
        except (ValidationError, OSError):
            broken.append(file.name)
    return found, broken


def _slug(name: str) -> str:
    """Write a name as part of a file's name: two that differ in signs alone are one."""
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or "campaign"
