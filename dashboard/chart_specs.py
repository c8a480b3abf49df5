"""Charts as a server of many people needs them: quick to describe, and never mixed up."""

from collections.abc import Iterable
from copy import copy
from typing import Any

import altair as alt
import polars as pl
from altair.utils import schemapi
from altair.utils.schemapi import SchemaBase

from dashboard.charts import Chart

Spec = dict[str, Any]

_WITH_PARTS = (SchemaBase, dict, list)


def prepare() -> None:
    """Let channels be set by several threads at once, and without looking up documentation.

    `alt.X("month").type("temporal")` asks the class for `type`, and Altair (6.3) answers with one
    object for everybody, on which it notes whose channel is meant: of two pages drawn at once one
    could set the channel of the other. It also reads signatures and texts on the way, which takes
    longer than all the rest of a chart.
    """
    schemapi._PropertySetter.__get__ = _of_one_channel  # type: ignore[method-assign]
    schemapi.SchemaBase.copy = _copy  # type: ignore[method-assign, assignment]
    schemapi.disable_debug_mode()


def _of_one_channel(setter: Any, channel: Any, owner: Any = None) -> Any:  # noqa: ANN401  (Altair's own)
    mine = copy(setter)
    mine.obj, mine.cls = channel, owner
    return mine


def _copy(thing: Any, deep: bool | Iterable[str] = True, ignore: Iterable[str] = ()) -> Any:  # noqa: ANN401  (Altair's own)
    """Copy a part of a chart as Altair does, but as it stands.

    Altair makes every copy anew, and of layers copies each of their parts three times on the way.
    """
    if deep is True:
        return _deep_copy(thing, frozenset(ignore or ()))
    copied = _like(thing, thing._args, dict(thing._kwds))
    for name in deep or ():
        part = copied._get(name)
        copied[name] = part.copy(deep=False) if isinstance(part, SchemaBase) else copy(part)
    return copied


def _deep_copy(thing: Any, kept: frozenset[str]) -> Any:  # noqa: ANN401  (as above)
    if isinstance(thing, SchemaBase):
        return _like(
            thing, tuple(_deep_copy(one, kept) for one in thing._args), _deep(thing._kwds, kept)
        )
    if isinstance(thing, dict):
        return _deep(thing, kept)
    return [_deep_copy(one, kept) for one in thing] if isinstance(thing, list) else thing


def _deep(parts: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    return {
        name: _deep_copy(part, kept) if isinstance(part, _WITH_PARTS) and name not in kept else part
        for name, part in parts.items()
    }


def _like(thing: Any, args: tuple[Any, ...], parts: dict[str, Any]) -> Any:  # noqa: ANN401  (as above)
    copied = object.__new__(type(thing))
    object.__setattr__(copied, "_args", args)
    object.__setattr__(copied, "_kwds", parts)
    return copied


def spec(chart: Chart) -> Spec:
    """Describe a chart in Vega-Lite, its data frames beside it under names that stay the same.

    The browser then sees that the description is the one it has drawn and only takes the new rows.
    Tests check descriptions against Vega-Lite's schema; a page does not do it again.
    """
    frames: dict[int, tuple[str, pl.DataFrame]] = {}
    described: Spec = _with_names(chart, frames).to_dict(validate=False)
    return {**described, "datasets": dict(frames.values())}


def _with_names(chart: Any, frames: dict[int, tuple[str, pl.DataFrame]]) -> Any:  # noqa: ANN401  (any kind of chart)
    named = chart.copy(deep=False)
    if isinstance(named.data, pl.DataFrame):
        name, _rows = frames.setdefault(id(named.data), (f"rows{len(frames)}", named.data))
        named.data = alt.NamedData(name=name)
    for parts in ("layer", "hconcat", "vconcat"):
        if isinstance(getattr(named, parts, None), list):
            setattr(named, parts, [_with_names(part, frames) for part in getattr(named, parts)])
    return named
