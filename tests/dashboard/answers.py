"""Rows of feedback by small functions: statements that put them into a build."""

EMPTY = "delete from marts.fct_survey_responses"
_NUMBER = iter(range(1_000_000))


def answers(promoters=0, passives=0, detractors=0, quarter="2026-10-01", **columns):
    """So many answers of the three groups; a column that is not named is empty or plain."""
    groups = {
        "promoter": (promoters, 10),
        "passive": (passives, 8),
        "detractor": (detractors, 3),
    }
    return [
        asked(number, quarter, nps_group=group, recommend_score=score, **columns)
        for group, (number, score) in groups.items()
        if number
    ]


def asked(number, quarter="2026-10-01", **columns):
    """So many people asked, all alike."""
    plain = {
        "branch": "Old Town",
        "client_type": "regular",
        "recommend_scale": "0-10",
        "outcome": "answered",
        "submitted_date": quarter,
        "submitted_at": quarter,
        **columns,
    }
    given = "".join(f", {_written(value)} as {name}" for name, value in plain.items())
    return (
        "insert into marts.fct_survey_responses by name "
        f"select 'r{next(_NUMBER)}-' || range as response_id, date '{quarter}' as quarter_start"
        f"{given} from range({number})"
    )


def row(mart, **columns):
    """One row of a mart."""
    given = ", ".join(f"{_written(value)} as {name}" for name, value in columns.items())
    return f"insert into marts.{mart} by name select {given}"


def _written(value):
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return {None: "null", True: "true", False: "false"}.get(value, value)
