"""The likeliest guess at a file that no format knows: a list of the salon, or a survey."""

from collections.abc import Sequence

from ingestion import drafts, proposals, survey_proposals
from ingestion.grids import Grid
from ingestion.profiles import Profile
from ingestion.proposals import Proposal
from ingestion.survey_proposals import SurveyProposal


def best(grids: Sequence[Grid], profile: Profile | None = None) -> Proposal | SurveyProposal | None:
    """Guess; answers to a survey only where a header asks for a score, or nothing else fits."""
    lists = [guess for grid in grids if (guess := proposals.propose(grid, profile)) is not None]
    survey = None if profile else asked(grids)
    if survey and (survey.is_sure or not lists):
        return survey
    return max(lists, key=lambda guess: guess.score, default=None)


def asked(grids: Sequence[Grid]) -> SurveyProposal | None:
    """Guess at answers to a survey alone."""
    return next((one for grid in grids if (one := survey_proposals.propose(grid))), None)


def draft(guess: Proposal | SurveyProposal, title: str) -> str:
    """Write the mapping that a person looks over."""
    return guess.draft(title) if isinstance(guess, SurveyProposal) else drafts.draft(guess, title)
