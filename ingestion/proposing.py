"""From a file that no format knows to a mapping that a person can look over."""

from pathlib import Path

from ingestion import guesses, profiles, reading
from ingestion.profiles import Profile
from ingestion.refusals import FileRefusedError


class ProposalError(Exception):
    """No mapping can be proposed; the text says why and what to do."""


def mapping_for(file: Path, system: str = "") -> str:
    """Propose a mapping for a file, with the words of a system where one is named."""
    profile = _profile(system) if system else None
    try:
        grids = reading.read(file, file.read_bytes())
    except FileRefusedError as error:
        raise ProposalError(f"{file.name}: {error}") from error
    found = guesses.best(grids, profile)
    if found is None:
        raise ProposalError(
            f"{file.name}: nothing in it looks like a list of bookings, clients or services, or "
            "like answers to a survey. Copy what you need into a template from the templates "
            "folder, or write a mapping by hand (docs/adding-a-format.md)."
        )
    return guesses.draft(found, file.stem)


def _profile(system: str) -> Profile:
    known = {profile.name: profile for profile in profiles.profiles()}
    if system not in known:
        raise ProposalError(f"No system is called {system}. Known are: {', '.join(known)}.")
    return known[system]
