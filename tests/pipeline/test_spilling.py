"""A build that needs more memory than it may take goes on beside the draft, on the disk."""

from tests.pipeline.conftest import current
from warehouse import building, memory, settings
from warehouse.workspace import Workspace

LARGE = """
select range as id, hash(range) as scattered, repeat(chr((97 + range % 26)::integer), 60) as filler
from range(1500000) order by scattered
"""
AFTER = "select count(*) as rows from {{ ref('larger_than_memory') }}"


def test_a_build_larger_than_memory_spills_and_is_published(own_salon, monkeypatch):
    monkeypatch.setattr(memory, "megabytes", lambda: 100)
    (own_salon / "models" / "larger_than_memory.sql").write_text(LARGE)
    (own_salon / "models" / "made_after_it.sql").write_text(AFTER)
    spill = own_salon / "warehouse" / "draft" / "spill"
    spilled = []
    building.build(
        Workspace(own_salon),
        settings.load(own_salon / "salon.toml"),
        lambda _: spilled.append(spill.exists()),
    )
    assert any(spilled), "all of it fitted into memory: this proves nothing"
    assert current(own_salon).ask("select rows from marts.made_after_it").item() == 1_500_000
