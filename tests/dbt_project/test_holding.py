"""What must hold of models is tested for a whole folder at once, and each broken rule is named."""

import os
import re
import subprocess
import sys

import pytest

from tests.dbt_project.test_conventions import PROJECT

MACROS = ("holding", "dialect")
PROFILE = """
regulars:
  target: duckdb
  outputs: {duckdb: {type: duckdb, path: regulars.duckdb}}
"""
MODELS = {
    "parents": (
        "select id from (values (1), (2)) as rows (id)",
        "unique: [id]",
    ),
    "sound": (
        "select * from (values (1, 'a', 5), (2, 'b', 0), (null, null, 1)) as rows (id, kind, paid)",
        """
          unique: [id, [kind, paid]]
          accepted: {kind: [a, b]}
          references: [{column: id, to: parents, field: id}]
          rules: {nobody_owes: paid >= 0}
        """,
    ),
    "unsound": (
        "select * from (values (1, 'a', -5), (1, 'c', null), (3, 'a', -1), (null, 'a', 7)) "
        "as rows (id, kind, paid)",
        """
          unique: [id, [id, paid]]
          filled: [id, kind]
          accepted: {kind: [a, b]}
          references: [{column: id, to: parents, field: id}]
          rules: {nobody_owes: paid >= 0, all_is_well: true}
        """,
    ),
}


@pytest.fixture
def outcome_of(tmp_path):
    """Run dbt on models of a project of its own, and give its code and what it said."""

    def run(*names):
        for folder in ("models", "macros", "tests"):
            (tmp_path / folder).mkdir()
        (tmp_path / "dbt_project.yml").write_text("{name: regulars, profile: regulars}")
        (tmp_path / "profiles.yml").write_text(PROFILE)
        for macro in MACROS:
            text = (PROJECT / f"macros/{macro}.sql").read_text(encoding="utf-8")
            (tmp_path / f"macros/{macro}.sql").write_text(text)
        for name in names:
            sql, held = MODELS[name]
            (tmp_path / f"models/{name}.sql").write_text(sql)
            (tmp_path / f"models/{name}.yml").write_text(
                f"models:\n  - name: {name}\n    config:\n      materialized: table\n"
                f"      meta:\n        holds:\n          {held.strip()}\n"
            )
        references = ", ".join(f"ref('{name}')" for name in names)
        (tmp_path / "tests/assert_all_hold.sql").write_text(f"{{{{ all_hold([{references}]) }}}}")
        said = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "build", "--no-use-colors"],
            cwd=tmp_path,
            env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
            capture_output=True,
            text=True,
            check=False,
        )
        return said.returncode, said.stdout

    return run


def test_each_rule_that_is_broken_is_named_with_its_model_and_how_often(outcome_of):
    code, said = outcome_of("parents", "sound", "unsound")
    assert code == 1
    (broken,) = set(re.findall(r"broken: (.*)", said))
    assert set(broken.split("; ")) == {
        "unsound: id is filled: 1 times",
        "unsound: kind has a known value: 1 times",
        "unsound: nobody owes: 3 times",
        "unsound: id stands once: 1 times",
        "unsound: id stands in parents: 1 times",
    }
