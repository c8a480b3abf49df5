# ruff: noqa: RUF001  # letters of other scripts are meant
"""How dates and times are written: one pattern per order of their parts."""

_AT = r"(?:at|à|um|kl\.?|в|о|a las)\s+"
TIME = (
    rf"(?i)(?:(?:T|,?\s)\s*(?:{_AT})?(?P<hour>[0-9]{{1,2}})(?:[:.h](?P<minute>[0-9]{{2}})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?\s*(?:(?P<half>[AP])\.?\s?M?\.?)?"
    r"(?:\s?(?:h|uhr|hrs))?\s*(?P<zone>Z|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT)?)?$"
)
_NAME = r"(?P<name>\p{L}{3,14})\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
SHAPES = {
    "year_first": r"^(?P<year>[0-9]{4})(?:[-/]|\.\s?)(?P<month>[0-9]{1,2})(?:[-/]|\.\s?)"
    r"(?P<day>[0-9]{1,2})\.?",
    "compact": r"^(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    "numbers": r"^(?P<first>[0-9]{1,2})(?P<mark>[-/.])\s?(?P<second_number>[0-9]{1,2})[-/.]\s?"
    r"(?P<year>[0-9]{4}|[0-9]{2})\.?",
    "day_name": rf"^(?:ika-)?(?P<day>[0-9]{{1,2}}){_ORDINAL}[\s-](?:(?:de|ng)\s)?{_NAME},?[\s-]"
    r"(?:(?:de|del)\s)?(?P<year>[0-9]{4}|[0-9]{2})\.?",
    "name_day": rf"^{_NAME}[\s-](?P<day>[0-9]{{1,2}}){_ORDINAL},?[\s-](?P<year>[0-9]{{4}})",
    "year_name": rf"^(?P<year>[0-9]{{4}})(?:\.\s?|[\s-]){_NAME}[\s-](?P<day>[0-9]{{1,2}})\.?",
}
