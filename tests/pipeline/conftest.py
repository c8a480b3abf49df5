"""A salon of a handful of hand-written rows, and real shops, each built once per test run."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, made_once, regulars
from warehouse import builds
from warehouse.reading import Warehouse

SHARED = ROOT.parent / "shared"
MAPPINGS = ROOT / "docs" / "examples" / "mappings"

# Anna comes four times and rebooks once, Bea once and gets money back, Cili only buys shampoo,
# Dora does not come, somebody unknown pays at the door.
ROWS = Path(__file__).parent / "rows"


@pytest.fixture(scope="session")
def small_salon(tmp_path_factory):
    """The hand-written salon, loaded and built by the command line."""

    def make(folder):
        regulars("init", folder)
        shutil.copytree(ROWS, folder / "inbox", dirs_exist_ok=True)
        regulars("refresh", workspace=folder)

    return made_once(tmp_path_factory, "small-salon", make)


@pytest.fixture
def own_salon(small_salon, tmp_path):
    """A copy of the hand-written salon that a test may change."""
    return shutil.copytree(small_salon, tmp_path / "salon")


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """Load one of the real or published files by its mapping and build it."""

    def make_shop(name, files, salon_toml=""):
        def make(folder):
            regulars("init", folder)
            if salon_toml:
                (folder / "salon.toml").write_text(salon_toml, encoding="utf-8")
            for file, mapping in files.items():
                regulars(
                    *("load", SHARED / file, "--mapping", MAPPINGS / f"{mapping}.toml"),
                    workspace=folder,
                )
            regulars("build", workspace=folder)

        if not SHARED.is_dir():
            pytest.skip("the folder of real and published files is not beside the project")
        return current(made_once(tmp_path_factory, name, make))

    return make_shop


def current(folder):
    """Open the published build of a workspace."""
    return Warehouse(builds.latest(folder / "warehouse"))
