"""The pointer, and which builds are kept."""

import pytest

from warehouse import builds
from warehouse.builds import NoBuildError, Publication


def publish(folder, second):
    name = f"regulars-20260101T0000{second:02d}000000.duckdb"
    (folder / name).touch()
    said = Publication(name, f"2026-01-01T00:00:{second:02d}+00:00", "0", 1, 1)
    builds.point_to(folder, said)
    builds.prune(folder)
    return name


def test_without_a_build_the_next_step_is_said(tmp_path):
    with pytest.raises(NoBuildError, match="regulars refresh"):
        builds.latest(tmp_path)


def test_the_last_published_build_is_the_current_one(tmp_path):
    publish(tmp_path, 1)
    second = publish(tmp_path, 2)
    assert builds.latest(tmp_path).name == second


def test_a_missing_file_is_no_build(tmp_path):
    (tmp_path / publish(tmp_path, 1)).unlink()
    with pytest.raises(NoBuildError, match="regulars build"):
        builds.latest(tmp_path)


def test_a_damaged_pointer_is_no_build(tmp_path):
    publish(tmp_path, 1)
    (tmp_path / "CURRENT").write_text("{", encoding="utf-8")
    with pytest.raises(NoBuildError):
        builds.latest(tmp_path)


def test_three_builds_are_kept(tmp_path):
    names = [publish(tmp_path, second) for second in range(1, 6)]
    assert [build.name for build in builds.all_builds(tmp_path)] == names[2:]
    assert sorted(file.stem for file in tmp_path.glob("*.json")) == [
        name.removesuffix(".duckdb") for name in names[2:]
    ]


def test_going_back_shows_the_build_before(tmp_path):
    first, _ = publish(tmp_path, 1), publish(tmp_path, 2)
    builds.point_to(tmp_path, builds.before(tmp_path))
    assert builds.latest(tmp_path).name == first


def test_nobody_goes_back_further_than_the_first(tmp_path):
    publish(tmp_path, 1)
    with pytest.raises(NoBuildError, match="no older build"):
        builds.before(tmp_path)
