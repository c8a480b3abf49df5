"""Cards that a person orders to be one, and a phone that a person says is shared."""

from tests.conftest import regulars
from tests.pipeline.conftest import current
from warehouse import salon_file

CARDS = "client_ref,client_name,phone,email,branch\n"


def test_orders_in_salon_toml_make_one_client_of_two_and_two_of_one(own_salon):
    (own_salon / "inbox" / "cards.csv").write_text(
        CARDS
        + "k1,Ida Ibolya,,desk@example.com,\n"
        + "k2,Juli Juhar,,desk@example.com,\n"
        + ",Lili Lila,+3611111111,,\n"
        + ",Lila L,+3622222222,,\n"
    )
    regulars("refresh", workspace=own_salon)
    assert clients_named(own_salon) == {
        "Juli Juhar": ("id:plain:k1", "email"),
        "Lila L": ("phone:+3622222222", None),
        "Lili Lila": ("phone:+3611111111", None),
    }
    salon_file.order_split(own_salon / "salon.toml", "email:desk@example.com")
    salon_file.order_merge(
        own_salon / "salon.toml", ["phone:+3622222222", "phone:+3611111111", "id:plain:c4"]
    )
    regulars("build", workspace=own_salon)
    found = clients_named(own_salon)
    assert found["Ida Ibolya"] == ("id:plain:k1", None)
    assert found["Juli Juhar"] == ("id:plain:k2", None)
    assert {who: said for who, said in found.items() if who.startswith(("Lil", "Dora"))} == {
        "Lili Lila": ("id:plain:c4", "order")
    }


def clients_named(folder):
    """Every client with an I, J or L (and Dora, once she is one of them): identifier, reason."""
    rows = (
        current(folder)
        .ask(
            "select client_name, identifier, max(joined_by) from marts.client_contacts "
            "join marts.client_cards using (client_key) "
            "where identifier like '%k_' or client_name like 'Li%' or joined_by = 'order' "
            "group by all"
        )
        .rows()
    )
    return {name: (identifier, joined_by) for name, identifier, joined_by in rows}
