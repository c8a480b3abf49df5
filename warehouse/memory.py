"""How much memory DuckDB may take."""

import os

# With more, ten million lines are built no faster; dbt and what DuckDB does not count come on top.
_MOST_MEGABYTES = 4000


def megabytes() -> int:
    """Say what DuckDB may take, in megabytes: half of the machine stays with others.

    What does not fit is spilled beside the draft.
    """
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return min(machine // 2, _MOST_MEGABYTES)
