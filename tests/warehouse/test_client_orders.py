"""What a person orders about clients: read from salon.toml, written into it, given to dbt."""

import pytest

from warehouse import client_orders, salon_file, settings
from warehouse.settings import Clients, SettingsError


@pytest.mark.parametrize(
    "identifier",
    ["9001", "id:fresha", "email:anna", "phone:0612", "phone:+12345", "name:Anna", "id:fresha:"],
)
def test_an_identifier_that_names_no_card_is_refused_without_repeating_it(tmp_path, identifier):
    file = tmp_path / "salon.toml"
    file.write_text(f'[clients]\nsplit = ["{identifier}"]\n')
    with pytest.raises(SettingsError, match="email:ADDRESS") as refused:
        settings.load(file)
    assert f"'{identifier}'" not in str(refused.value)


def test_one_card_alone_is_no_merge(tmp_path):
    file = tmp_path / "salon.toml"
    file.write_text('[clients]\nmerge = [["id:fresha:1", "id:fresha:1"]]\n')
    with pytest.raises(SettingsError, match="two identifiers or more"):
        settings.load(file)


def test_orders_that_name_a_card_in_common_make_one_person():
    assert client_orders.united([["id:a:1", "id:b:2"], ["id:c:3", "email:X@y.z"], ["email:x@y.z",
        "id:a:1"]]) == [{"id:a:1", "id:b:2", "id:c:3", "email:x@y.z"}]  # fmt: skip


def test_orders_are_given_as_the_tokens_of_the_cards():
    orders = Clients(
        merge=[["name:Old Town:Anna  ALMA", "id:fresha:90:01", "phone:+3612345678:Ida"]],
        split=["email:Desk@Example.com"],
    )
    one = "9 order|id:fresha:90:01"
    assert sorted(client_orders.rows(orders).rows(), key=str) == [
        ("merge", one, "1 id|fresha|90:01", None, None, None, None),
        ("merge", one, None, None, "3 phone|+3612345678|ida", None, None),
        ("merge", one, None, None, None, "Old Town", "anna alma"),
        ("split", None, None, "2 email|desk@example.com", None, None, None),
    ]


def test_orders_are_written_into_the_file_and_taken_back_and_nothing_else_changes(tmp_path):
    file = tmp_path / "salon.toml"
    text = '# ours\n[salon]\nname = "Alma" # the best\n'
    file.write_text(text)
    salon_file.order_merge(file, ["id:a:1", "id:b:2"])
    salon_file.order_split(file, "phone:+3612345678")
    clients = settings.load(file).clients
    assert clients == Clients(merge=[["id:a:1", "id:b:2"]], split=["phone:+3612345678"])
    assert file.read_text().startswith(text)
    salon_file.take_back_merge(file, {"id:b:2"})
    salon_file.take_back_split(file, "phone:+3612345678")
    assert settings.load(file).clients == Clients()


def test_an_order_that_would_not_be_understood_is_not_written(tmp_path):
    file = tmp_path / "salon.toml"
    file.write_text("[salon]\n")
    with pytest.raises(SettingsError):
        salon_file.order_merge(file, ["id:a:1"])
    assert file.read_text() == "[salon]\n"
    assert list(tmp_path.iterdir()) == [file]
