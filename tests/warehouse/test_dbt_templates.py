"""What dbt translated once is taken from the file the next time, and stays what dbt would make."""

import marshal

import pytest
from dbt_common.clients.jinja import MacroFuzzEnvironment, get_environment

from warehouse.dbt_templates import Templates

TEXT = "select {{ days + 1 }} as days"


@pytest.fixture
def file(tmp_path, monkeypatch):
    # `use` puts itself in dbt's place: after the test that is dbt's own again.
    monkeypatch.setattr(MacroFuzzEnvironment, "compile", MacroFuzzEnvironment.compile)
    return tmp_path / "templates.marshal"


def translated(file, text=TEXT, *, native=False):
    templates = Templates(file)
    templates.use()
    template = get_environment(native=native).from_string(text, globals={})
    templates.write()
    return template.render({"days": 1})


def kept(file):
    return len(marshal.loads(file.read_bytes()))  # noqa: S302  (written by this test)


def test_a_text_is_translated_once(file):
    assert translated(file) == "select 2 as days"
    written = file.stat().st_mtime_ns
    assert translated(file) == "select 2 as days"
    assert file.stat().st_mtime_ns == written
    assert kept(file) == 1


def test_another_text_is_another_translation(file):
    translated(file)
    assert translated(file, "select {{ days }}") == "select 1"
    assert kept(file) == 2


def test_the_same_text_as_a_value_is_another_translation(file):
    assert translated(file, "{{ days + 1 }}") == "2"
    assert translated(file, "{{ days + 1 }}", native=True) == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", marshal.dumps([1])])
def test_a_file_that_says_nothing_is_as_none(file, content):
    file.write_bytes(content)
    assert translated(file) == "select 2 as days"


def test_what_dbt_refuses_is_refused_and_not_kept(file):
    with pytest.raises(Exception, match="unexpected"):
        translated(file, "select {{ }")
    assert not file.exists()
