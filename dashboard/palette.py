"""The colours of the product, read from the theme of the pages: for what is drawn without them."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_THEME = Path(__file__).parents[1] / ".streamlit" / "config.toml"


@lru_cache
def light() -> dict[str, Any]:
    """Give the light theme: `primaryColor`, `chartCategoricalColors` and the others."""
    theme: dict[str, Any] = tomllib.loads(_THEME.read_text(encoding="utf-8"))["theme"]["light"]
    return theme
