"""The whole invented chain, before anything is written."""

from dataclasses import dataclass

import polars as pl

from demo import advertising, bookings, contacts, feedback, people, plans, sales
from demo import seasons as salon_seasons
from demo.options import Options


@dataclass(frozen=True)
class Chain:
    """What truly happened; days and minutes are counted from the first day."""

    options: Options
    people: pl.DataFrame
    habits: pl.DataFrame
    trade: sales.Trade
    feedback: feedback.Feedback
    spend: pl.DataFrame


def invent(options: Options) -> Chain:
    """Invent clients, visits, sales, opinions and advertising."""
    seasons = salon_seasons.seasons(options.start, options.last_day + 1 + plans.HORIZON)
    clients = contacts.add(options, people.invent(options, seasons))
    planned = plans.plan(options, clients, seasons)
    visits, services = bookings.book(options, clients, planned, seasons)
    trade = sales.sell(options, clients, visits, services, seasons)
    return Chain(
        options,
        clients,
        planned.habits,
        trade,
        feedback.ask(options, clients, trade),
        advertising.spend(options),
    )
