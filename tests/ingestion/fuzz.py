"""How long the fuzz tests run: the same few examples each time, or more and new ones on demand.

`REGULARS_FUZZ=50 pytest -k arbitrary` runs fifty times as many, never the same.
"""

import os
from datetime import timedelta

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("REGULARS_FUZZ", "1"))
# A reader that takes so long for a few cells hangs; a busy machine takes a tenth of it.
LONGEST = timedelta(seconds=30)


def examples(count):
    """Settings of a fuzz test with so many examples."""
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=LONGEST,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
