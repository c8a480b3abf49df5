"""What the chain spends on advertising: campaigns by day."""

from typing import Final

import numpy as np
import polars as pl

from demo.chance import Floats, Ints, generator
from demo.options import Options
from demo.seasons import months

_META: Final = ("Winter glow", "Spring colour", "Summer nails", "Autumn balayage")
_GOOGLE: Final = ("Search | Salon near me", "Search | Linden & Linde brand")
_PUSHED_MONTHS: Final = (2, 8)  # new clients come in waves from the campaigns of these months
_CLICK_CENTS: Final = 55


def spend(options: Options) -> pl.DataFrame:
    """Give one row per `network`, `campaign` and `day`: `cents`, `impressions`, `clicks`."""
    rng = generator(options.seed, "advertising")
    days = np.arange(options.last_day + 1, dtype=np.int64)
    month = months(options.start, days)
    calendar = pl.Series(np.datetime64(options.start, "D") + days)
    season = pl.Series(month // 3).replace_strict(dict(enumerate(_META)), return_dtype=pl.String)
    push = np.where(np.isin(month, _PUSHED_MONTHS), 2.0, 1.0)
    campaigns = [
        ("meta", season + " " + calendar.dt.strftime("%Y-%m"), 900 * push),
        ("google", pl.Series([_GOOGLE[0]]).new_from_index(0, len(days)), 620 * np.ones(len(days))),
        ("google", pl.Series([_GOOGLE[1]]).new_from_index(0, len(days)), 210 * np.ones(len(days))),
    ]
    return pl.concat(
        [
            _days(rng, network, names, days, daily * rng.gamma(12, 1 / 12, len(days)))
            for network, names, daily in campaigns
        ]
    )


def _days(
    rng: np.random.Generator,
    network: str,
    campaigns: pl.Series,
    days: Ints,
    cents: Floats,
) -> pl.DataFrame:
    clicks = rng.poisson(cents / _CLICK_CENTS)
    return pl.DataFrame(
        {
            "network": [network] * len(days),
            "campaign": campaigns,
            "day": days,
            "cents": np.rint(cents).astype(np.int64),
            "impressions": rng.poisson(clicks * 62.0 + 150),
            "clicks": clicks,
        }
    )
