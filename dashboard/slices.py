"""The one set of slicers every page obeys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import links, words
from dashboard.data import Build
from dashboard.language import _


@dataclass(frozen=True)
class Slice:
    """What the person is looking at; an empty choice means all."""

    quarters: tuple[date, ...]
    quarter_names: tuple[str, ...]
    has_all_quarters: bool = False
    client_types: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()

    @property
    def has_services(self) -> bool:
        """Only some services are looked at."""
        return bool(self.categories or self.services)

    @property
    def narrows_clients(self) -> bool:
        """Only some services, staff or types of clients are looked at."""
        return self.has_services or bool(self.client_types or self.staff)

    @property
    def params(self) -> dict[str, Any]:
        """The slice as query parameters; `quarter` is the newest of the quarters."""
        return {
            "quarters": list(self.quarters),
            "quarter": max(self.quarters),
            "client_types": list(self.client_types) or None,
            "categories": list(self.categories) or None,
            # Exports write a service in several ways; the list of services knows one of them.
            "services": [name.lower() for name in self.services] or None,
            "branches": list(self.branches) or None,
            "staff": list(self.staff) or None,
        }

    @property
    def newest_name(self) -> str:
        """The name of the newest quarter looked at."""
        return self.quarter_names[self.quarters.index(max(self.quarters))]

    @property
    def in_words(self) -> str:
        """The slice as a line of text."""
        return " · ".join(
            (
                _("all quarters") if self.has_all_quarters else ", ".join(self.quarter_names),
                ", ".join(self.branches) or _("all branches"),
                ", ".join((*(words.category(code) for code in self.categories), *self.services))
                or _("all services"),
                *(() if not self.staff else (", ".join(self.staff),)),
                ", ".join(words.client_type(code) for code in self.client_types)
                or _("all client types"),
            )
        )


def draw(build: Build, place: DeltaGenerator) -> Slice | None:
    """Draw the slicers in `place` and give the choice; nothing where the build has no data."""
    quarters = build.answer("quarters")
    if quarters.is_empty():
        return None
    names = dict(quarters.select("quarter_name", "quarter_start").iter_rows())
    newest, _start = _newest(quarters)
    with place:
        chosen = _several(_("Quarters"), "quarters", list(names), default=[newest])
        branches = _several(_("Branches"), "branches", build.answer("branches")["branch"].to_list())
        services = build.answer("services")
        categories = _several(
            _("Service categories"),
            "categories",
            sorted(services["service_category"].unique(), key=words.category),
            says=words.category,
        )
        offered = _offered(services, categories)
        return Slice(
            quarters=tuple(names[name] for name in chosen or names),
            quarter_names=tuple(chosen or names),
            has_all_quarters=not chosen,
            branches=tuple(branches),
            categories=tuple(categories),
            services=tuple(_several(_("Services and products"), "services", offered)),
            staff=tuple(_several(_("Staff"), "staff", build.answer("staff")["staff"].to_list())),
            client_types=tuple(
                _several(
                    _("Client types"), "types", list(words.CLIENT_TYPES), says=words.client_type
                )
            ),
        )


def at_first(build: Build) -> Slice | None:
    """Give the slice that pages open with; nothing where the build has no data."""
    quarters = build.answer("quarters")
    if quarters.is_empty():
        return None
    name, start = _newest(quarters)
    return Slice(quarters=(start,), quarter_names=(name,))


def _newest(quarters: pl.DataFrame) -> tuple[str, date]:
    """Take the quarter that pages open on: a late answer may open one in which nobody came."""
    newest = quarters.sort("has_visits", "quarter_start", descending=True)
    return newest.select("quarter_name", "quarter_start").row(0)


def _offered(services: pl.DataFrame, categories: list[str]) -> list[str]:
    if categories:
        services = services.filter(pl.col("service_category").is_in(categories))
    return services["service"].to_list()


def _several(
    label: str,
    key: str,
    options: list[str],
    default: list[str] | None = None,
    says: Callable[[str], str] = str,
) -> list[str]:
    links.understand(key, options, says)
    links.keep(key, default or [])
    return st.multiselect(
        label,
        options,
        default=default,
        format_func=says,
        key=key,
        placeholder=_("All"),
        bind="query-params",
    )
