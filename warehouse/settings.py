"""`salon.toml`: what the salon is and what its words mean, with a default for every definition."""

import difflib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails


class SettingsError(Exception):
    """`salon.toml` cannot be used; the text names each key, its value and what is allowed."""


# Listing them walks through hundreds of files.
_zones = cache(available_timezones)


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("a time zone such as Europe/Budapest or Asia/Manila")
    return name


def _rising(borders: list[float]) -> list[float]:
    if len(borders) != 2 or not borders[0] < borders[1]:  # noqa: PLR2004
        raise ValueError("two borders, the lower first, for example [30, 90]")
    return borders


IDENTIFIER = re.compile(
    r"id:[^:]+:.+|email:[^@\s]+@[^@\s]+|phone:\+[0-9]{6,15}(:.+)?|name:[^:]+:.+"
)
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", description="a code such as EUR")]
Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]
Days = Annotated[int, Field(ge=1, le=3650)]
Visits = Annotated[int, Field(ge=1, le=1000)]
Borders = Annotated[list[float], AfterValidator(_rising)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Salon(_Section):
    """Who the salon is and how it writes money and time."""

    name: str = "My salon"
    currency: Currency = "EUR"
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", description="a code such as HU")] = "HU"
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/Budapest"
    language: Literal["en", "ru", "hu", "fil"] = "en"


class Definitions(_Section):
    """What the words on the pages mean. Every default is the one of the product's documentation."""

    lapse_days: Days = Field(
        180, description="A client whose last visit is longer ago than this has lapsed."
    )
    regular_visits: Visits = Field(
        4, description="Visits in 365 days that make a client a regular one."
    )
    frequency_days: Days = Field(
        365, description="Days up to the quarter's end whose visits are the F of RFM."
    )
    loyal_visits: Visits = Field(
        3, description="Visits in 365 days that count as high patronage where no wallet is known."
    )
    attachment_visits: Visits = Field(
        4, description="The visit from which a repeat client counts as attached to the salon."
    )
    core_share: Share = Field(
        0.70, description="Share of wallet from which a client is a core client."
    )
    at_risk_share: Share = Field(
        0.50, description="Share of wallet below which a client is at risk."
    )
    answer_valid_days: Days = Field(
        365, description="How long a client's answer to a survey speaks for the client."
    )
    category_visits_known: Visits = Field(
        3, description="Visits a year below which a wallet share says little (light users)."
    )
    closing_days: Annotated[int, Field(ge=0, le=365)] = Field(
        7, description="Days after its end when a month closes."
    )
    rebooking: Literal["on_the_day", "within_24h", "any_future"] = Field(
        "within_24h", description="When the next booking must be made to count as rebooked."
    )
    retention_days: Literal[30, 60, 90, 180] = Field(
        90, description="Days within which a client must return to count as retained."
    )
    hidden_below_answers: Annotated[int, Field(ge=0)] = Field(
        10, description="Below this many answers a score is not shown, only the counts."
    )
    sound_from_answers: Annotated[int, Field(ge=1)] = Field(
        30, description="From this many answers on a score is read without reserve."
    )
    driver_answers: Annotated[int, Field(ge=1)] = Field(
        100, description="Answers needed before drivers of satisfaction are computed."
    )
    driver_answers_per_factor: Annotated[int, Field(ge=1)] = Field(
        10, description="Answers per rated factor needed for drivers of satisfaction."
    )
    complaint_hours: Annotated[int, Field(ge=1, le=8760)] = Field(
        48, description="Hours within which a complaint must be closed to count as closed in time."
    )
    holdout_share: Share = Field(
        0.10, description="Share of clients left out of campaigns to measure what they bring."
    )
    booked_counts_as_visit: list[str] = Field(
        default_factory=list,
        description="Systems that never say 'completed' (setmore, calendly, acuity) whose past, "
        "uncancelled bookings count as visits.",
    )


class RfmBorders(_Section):
    """The owner's own borders; an axis without them is cut into terciles."""

    recency_days: Borders | None = Field(None, description="for example [45, 120]: days")
    frequency: Borders | None = Field(None, description="for example [2, 5]: visits in 365 days")
    monetary: Borders | None = Field(None, description="for example [40, 80]: average check")


def _identifier(text: str) -> str:
    if not IDENTIFIER.fullmatch(text):
        raise ValueError(
            "id:SYSTEM:NUMBER, email:ADDRESS, phone:+NUMBER, phone:+NUMBER:NAME or "
            "name:BRANCH:NAME, for example id:fresha:9001 or email:anna@example.com"
        )
    return text


def _several(identifiers: list[str]) -> list[str]:
    if len(set(identifiers)) < 2:  # noqa: PLR2004
        raise ValueError("two identifiers or more, which name the cards of one person")
    return identifiers


Identifier = Annotated[str, AfterValidator(_identifier)]


class Clients(_Section):
    """What a person knows about clients and their cards, and no export says."""

    merge: list[Annotated[list[Identifier], AfterValidator(_several)]] = Field(
        default_factory=list,
        description="Cards that are one person, each named by its identifier: "
        '[["id:fresha:9001", "email:anna@example.com"]].',
    )
    split: list[Identifier] = Field(
        default_factory=list,
        description="Numbers, e-mails and phones that several people share: they join only cards "
        'of one name, for example ["email:desk@example.com"].',
    )


class Value(_Section):
    """What is left of a sale, and when the value of clients is forecast by a model."""

    margin: Share = Field(0.55, description="Contribution margin: share of revenue that is left.")
    discount_rate: Share = Field(
        0.12, description="Yearly rate at which later money is worth less."
    )
    model_clients: Annotated[int, Field(ge=50)] = Field(
        100, description="Below this many clients there is no model, only cohorts."
    )
    model_repeat_visits: Annotated[int, Field(ge=50)] = Field(
        100, description="Below this many visits after first ones there is no model, only cohorts."
    )
    sound_model_clients: Annotated[int, Field(ge=50)] = Field(
        400, description="From this many clients on the model is read without reserve."
    )
    target_ltv_to_cac: Annotated[float, Field(gt=0, allow_inf_nan=False)] = Field(
        3.0, description="A new client may cost the value of its first year by this."
    )
    target_payback_months: Annotated[int, Field(ge=0, le=60)] = Field(
        12, description="Months in which the cost of a new client must have come back."
    )


class Loading(_Section):
    """When a file is refused rather than loaded."""

    rejected_limit: Share = Field(
        0.05, description="A file with a larger share of rejected rows is refused as a whole."
    )
    shrink_limit: Share = Field(
        0.20,
        description="Lines that a newer export of the same days lacks count no longer; where this "
        "share or more is missing they are kept until you say --follow-deletions.",
    )


class BranchGoals(_Section):
    """What a month is to bring; what is left empty has no goal."""

    revenue: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = Field(
        None, description="Revenue of a month, in the salon's currency, for example 30000."
    )
    visits: Annotated[int, Field(ge=1)] | None = Field(
        None, description="Visits of a month, for example 600."
    )
    new_clients: Annotated[int, Field(ge=1)] | None = Field(
        None, description="New clients of a month, for example 80."
    )
    regular_clients: Annotated[int, Field(ge=1)] | None = Field(
        None, description="Regular clients at the end of a month, for example 500."
    )
    first_visit_retention: Share | None = Field(
        None, description="Share of first-time clients who return in time, for example 0.45."
    )
    nps: Annotated[float, Field(ge=-100, le=100)] | None = Field(
        None, description="Recommend score of a month, for example 40."
    )


class Goals(BranchGoals):
    """What a month is to bring to the salon, and to single branches."""

    branches: dict[str, BranchGoals] = Field(
        default_factory=dict,
        description="Goals of single branches: remove this line and write a section of its own "
        'for each, for example [goals.branches."Riverside"].',
    )


class Mail(_Section):
    """Where the report of the month is sent to, and through whose server; unset, it is not sent."""

    server: str | None = Field(
        None, description="The mail server (SMTP). Set it, and reports are sent when they are made."
    )
    port: int = Field(587, ge=1, le=65535, description="Its port; with tls usually 465.")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description='How the way there is guarded: "starttls", "tls", or "none" for a server on '
        "this computer.",
    )
    user: str | None = Field(None, description="The name the server knows you by, if it asks.")
    password_variable: str = Field(
        "REGULARS_MAIL_PASSWORD",
        description="The environment variable that holds the password; it is never written here.",
    )
    sender: str | None = Field(None, description="The address reports come from.")
    to: list[str] = Field(default_factory=list, description="The addresses reports go to.")

    @model_validator(mode="after")
    def _is_whole(self) -> "Mail":
        """Ask for sender and receivers now: without them it would fail when the month is over."""
        if self.server and not (self.sender and self.to):
            raise ValueError("sender and to, where a server is set")
        return self


class Settings(_Section):
    """The whole of `salon.toml`."""

    salon: Salon = Salon()
    definitions: Definitions = Definitions()
    rfm: RfmBorders = RfmBorders()
    value: Value = Value()
    goals: Goals = Goals()
    mail: Mail = Mail()
    clients: Clients = Clients()
    loading: Loading = Loading()
    branches: dict[str, list[str]] = Field(
        default_factory=dict,
        description="A branch and the other spellings that exports use for it.",
        examples=['"Name" = ["other spelling", "yet another"]'],
    )
    channels: dict[str, list[str]] = Field(
        default_factory=dict,
        description="An advertising channel as the ad exports name it, and the words by which "
        "client cards mean it; they count besides the ones known to everybody.",
        examples=['"Meta Ads" = ["insta story", "ad on our page"]'],
    )
    staff: dict[str, list[str]] = Field(
        default_factory=dict,
        description="A staff member and other spellings of the name.",
        examples=['"Name" = ["other spelling", "yet another"]'],
    )
    rates: dict[Currency, Rate] = Field(
        default_factory=dict,
        description="Salon currency per unit of another currency, for files that are in it.",
        examples=["USD = 360.5"],
    )

    @model_validator(mode="after")
    def _shares_in_order(self) -> "Settings":
        chosen = self.definitions
        if chosen.at_risk_share > chosen.core_share:
            raise ValueError(
                f"definitions.at_risk_share ({chosen.at_risk_share}) must not be above "
                f"definitions.core_share ({chosen.core_share})"
            )
        return self

    def dbt_vars(self) -> dict[str, Any]:
        """Everything dbt needs, flat: one variable per definition."""
        return {
            **self.definitions.model_dump(),
            **{f"rfm_{axis}": borders for axis, borders in self.rfm.model_dump().items()},
            **self.value.model_dump(),
            "channels": self.channels,
        }


def load(file: Path) -> Settings:
    """Read `salon.toml`; `SettingsError` names everything that is wrong with it."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{file.name} cannot be read: {error}. Check the line that is named: text needs "
            'quotes ("…"), a section starts with [name].'
        ) from error
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        problems = "\n".join(f"  - {_explain(problem)}" for problem in error.errors())
        raise SettingsError(f"{file.name} needs mending:\n{problems}") from error


def known_keys() -> set[str]:
    """List every key that `salon.toml` may hold, as `section.key`."""
    sections = Settings.model_fields
    keys = set(sections)
    for name, section in sections.items():
        if isinstance(section.annotation, type) and issubclass(section.annotation, _Section):
            keys |= {f"{name}.{key}" for key in section.annotation.model_fields}
    return keys


def _explain(problem: ErrorDetails) -> str:
    key = ".".join(str(part) for part in problem["loc"]) or "salon.toml"
    if problem["type"] == "extra_forbidden":
        nearest = difflib.get_close_matches(key, sorted(known_keys()), n=1, cutoff=0.5)
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        return f"{key} is not a known setting{hint}"
    allowed = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "value_error" and not problem["loc"]:
        return allowed
    # Who a client is does not belong in a message.
    given = "" if key.startswith("clients.") else f" = {problem['input']!r}"
    return f"{key}{given} is not allowed: {_lower_first(allowed)}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
