"""What dbt learnt of our project serves every salon, and can spoil no build."""

import hashlib
import shutil

import pytest

from tests.conftest import regulars
from warehouse import building, dbt_run, dbt_templates, parsed, settings
from warehouse.workspace import Workspace

VARIABLES = {"lapse_days": 180}


@pytest.fixture
def caches(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "regulars"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project" / "models").mkdir(parents=True)
    (tmp_path / "project" / "models" / "visits.sql").write_text("select 1")
    return tmp_path / "project"


def learnt(folder, content):
    (folder / "target").mkdir(parents=True)
    (folder / "target" / parsed.FILE).write_bytes(content)
    return folder / "target"


def lent(folder, key):
    parsed.lend(folder / "target", folder / "own", key)
    file = folder / "target" / parsed.FILE
    return file.read_bytes() if file.exists() else None


def test_a_salon_that_never_built_is_lent_what_another_learnt(caches, tmp_path):
    parsed.keep(learnt(tmp_path / "a", b"all"), tmp_path / "a" / "own", "key", is_ours_alone=True)
    (tmp_path / "b").mkdir()
    assert lent(tmp_path / "b", "key") == b"all"
    assert (caches / "key").stat().st_mode & 0o077 == 0


def test_what_holds_an_analysts_models_stays_with_the_salon(caches, tmp_path):
    parsed.keep(learnt(tmp_path / "a", b"all"), tmp_path / "a" / "own", "key", is_ours_alone=False)
    assert not caches.exists()
    assert (tmp_path / "a" / "own").read_bytes() == b"all"
    (tmp_path / "b").mkdir()
    assert lent(tmp_path / "b", "key") is None


@pytest.mark.parametrize("spoilt", [b"", b"short", b"\0" * 32 + b"all"])
def test_what_was_spoilt_on_the_disk_is_not_lent(caches, tmp_path, spoilt):
    caches.mkdir(parents=True)
    (caches / "key").write_bytes(spoilt)
    (tmp_path / "a").mkdir()
    assert lent(tmp_path / "a", "key") is None


def test_another_file_name_or_setting_is_another_project(project):
    first = parsed.key(project, VARIABLES)
    assert parsed.key(project, VARIABLES) == first
    assert parsed.key(project, {"lapse_days": 90}) != first
    (project / "models" / "visits.sql").write_text("select 2")
    second = parsed.key(project, VARIABLES)
    (project / "models" / "visits.sql").rename(project / "models" / "sales.sql")
    assert len({first, second, parsed.key(project, VARIABLES)}) == 3


def test_of_what_is_shared_the_newest_sixteen_are_kept(caches, tmp_path):
    for number in range(18):
        folder = tmp_path / str(number)
        parsed.keep(learnt(folder, b"all"), folder / "own", f"key-{number}", is_ours_alone=True)
    assert len(list(caches.iterdir())) == 16


@pytest.mark.usefixtures("caches")
def test_what_is_translated_is_lent_whatever_the_variables_and_kept_by_no_salon(project, tmp_path):
    first, second = (parsed.key(project, {"lapse_days": days}) for days in (180, 90))
    target = learnt(tmp_path / "a", b"all")
    (target / dbt_templates.FILE).write_bytes(b"code")
    parsed.keep(target, tmp_path / "a" / "own", first, is_ours_alone=True)
    (tmp_path / "b").mkdir()
    assert lent(tmp_path / "b", second) is None
    assert (tmp_path / "b" / "target" / dbt_templates.FILE).read_bytes() == b"code"
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["target", "own"]


def test_a_salon_with_models_of_its_own_shares_no_translations(caches, tmp_path):
    target = learnt(tmp_path / "a", b"all")
    (target / dbt_templates.FILE).write_bytes(b"code")
    parsed.keep(target, tmp_path / "a" / "own", "key", is_ours_alone=False)
    assert not caches.exists()


def test_a_folder_that_cannot_be_written_stops_no_build(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    parsed.keep(learnt(tmp_path / "a", b"all"), tmp_path / "a" / "own", "key", is_ours_alone=True)
    assert (tmp_path / "a" / "own").read_bytes() == b"all"


def test_a_build_publishes_also_where_what_is_shared_is_no_state_of_dbts(caches, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    regulars("init", first)
    regulars("build", workspace=first)
    shared = list(caches.iterdir())
    assert sorted(file.suffix for file in shared) == ["", ".templates"]
    nonsense = b"not what dbt wrote"
    for file in shared:
        file.write_bytes(hashlib.sha256(nonsense).digest() + nonsense)
    regulars("init", second)
    chosen = settings.load(second / "salon.toml")
    assert building.build(Workspace(second), chosen).marts > 0


def test_the_path_of_a_salon_is_not_part_of_what_dbt_is_told(tmp_path):
    told = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        salon = Workspace(tmp_path / name / "salon")
        arguments = dbt_run.arguments(tmp_path / name, salon, settings.Settings())
        told.append((arguments, dbt_run.environment()["REGULARS_DRAFT"]))
        shutil.rmtree(tmp_path / name / dbt_run.PLACE)
    assert told[0] == told[1]
