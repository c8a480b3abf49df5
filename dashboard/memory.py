"""What pages leave in memory for good: not to be looked through after every click.

Streamlit collects garbage after each run of a page, and nobody else is served meanwhile.
"""

import atexit
import gc
from functools import cache

# Else what is kept would not be taken apart at the end, and libraries would complain of leaks.
atexit.register(gc.unfreeze)


def keep_what_is_there() -> None:
    """Take all there is by now for lasting: modules, catalogues, statements."""
    gc.collect()
    gc.freeze()


@cache
def first_run(page: str) -> None:  # noqa: ARG001  (once for each page)
    """Keep what the first run of a page has made; later runs make little that lasts."""
    keep_what_is_there()
