"""How late a client is by the own rhythm, in the words of the pages."""

from dashboard.language import N_

STATES = {
    "due": N_("Due"),
    "soft_overdue": N_("A little overdue"),
    "overdue": N_("Overdue"),
    "lapsed": N_("Long overdue"),
}
