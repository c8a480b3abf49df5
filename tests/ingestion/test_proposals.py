# ruff: noqa: RUF001  # letters of other scripts are meant
"""A list that no format knows gets a proposal; a person confirms it, and nothing loads before."""

import subprocess

import pytest

from ingestion import drafts, formats, profiles, proposals, proposing, reading
from warehouse.entities import ENTITIES

LISTS = {
    "en": ("Visit date,Customer,Treatment,Stylist,Attendance,Amount paid",
           "2026-03-12 10:00,Anna,Cut,Zita,showed,40.00"),
    "ru": ("Дата визита;Клиент;Услуга;Мастер;Статус;Оплачено",
           "12.03.2026 10:00;Анна;Стрижка;Зита;Клиент пришел;40,00"),
    "uk": ("Дата візиту;Клієнт;Послуга;Майстер;Статус;Сплачено",
           "12.03.2026 10:00;Анна;Стрижка;Зіта;Клієнт прийшов;40,00"),
    "hu": ("Időpont;Vendég;Szolgáltatás;Munkatárs;Státusz;Fizetett összeg",
           "2026.03.12. 10:00;Anna;Hajvágás;Zita;Teljesült;40,00"),
    "pl": ("Data wizyty;Klient;Usługa;Pracownik;Stan;Zapłacono",
           "2026-03-12 10:00;Anna;Strzyżenie;Zita;Zakończona;40,00"),
    "de": ("Termin;Kundin;Behandlung;Mitarbeiterin;Terminstatus;Bezahlt",
           "12.03.2026 10:00;Anna;Schnitt;Zita;abgeschlossen;40,00"),
    "fr": ("Date du rendez-vous;Client;Prestation;Praticien;Statut;Montant payé",
           "2026-03-12 10:00;Anna;Coupe;Zita;Honoré;40,00"),
    "es": ("Fecha de la cita;Cliente;Servicio;Profesional;Estado;Importe pagado",
           "2026-03-12 10:00;Anna;Corte;Zita;Atendida;40,00"),
}  # fmt: skip


def proposed(salon, text, system=None):
    known = {profile.name: profile for profile in profiles.profiles()}
    file = salon.save(text)
    (grid,) = reading.read(file, file.read_bytes())
    return proposals.propose(grid, known.get(system))


@pytest.mark.parametrize("language", LISTS)
def test_a_list_of_bookings_is_seen_in_every_language(salon, language):
    guess = proposed(salon, "\n".join(LISTS[language]) + "\n")
    assert (guess.entity, guess.header_row) == ("booking_lines", 0)
    assert guess.columns == {
        "starts_at": [0], "client_name": [1], "service": [2], "staff": [3], "status": [4],
        "net_amount": [5],
    }  # fmt: skip
    assert list(guess.values["status"].values()) == ["completed"]
    assert guess.unknown["status"] == []


@pytest.mark.parametrize("language", LISTS)
def test_the_proposal_is_a_mapping_by_which_the_file_loads(salon, language):
    text = "\n".join(LISTS[language]) + "\n"
    guess = proposed(salon, text)
    assert salon.load_text(text).outcome == "refused"
    report = salon.load_text(text, mapping=drafts.draft(guess, "Ours"))
    assert (report.outcome, report.rows_landed) == ("landed", 1), report.message
    line = salon.rows("booking_lines").row(0, named=True)
    assert (line["status"], line["net_amount"], line["staff"]) == ("completed", 40, line["staff"])
    assert f"{line['starts_at']:%Y-%m-%d %H:%M}" == "2026-03-12 10:00"


def test_a_saved_proposal_reads_the_next_file_by_itself(salon):
    text = "\n".join(LISTS["de"]) + "\n"
    (salon.workspace.mappings / "ours.toml").write_text(drafts.draft(proposed(salon, text), "Ours"))
    later = text + "13.03.2026 10:00;Anna;Schnitt;Zita;nicht erschienen;0,00\n"
    report = salon.load_text(later)
    assert (report.outcome, report.format, report.rows_landed) == ("landed", "ours", 2)
    assert salon.rows("booking_lines")["status"].to_list() == ["completed", "no_show"]


def test_codes_of_a_system_are_known_by_its_profile_alone(salon):
    text = (
        "Записи YCLIENTS\nДата визита;Клиент;Услуги;Статус визита;Оплачено;Удалена\n"
        "12.03.2026 10:00;Анна;Стрижка;1;40,00;нет\n12.03.2026 11:00;Анна;Стрижка;-1;0;нет\n"
        "12.03.2026 12:00;Анна;Стрижка;2;0;нет\n12.03.2026 13:00;Анна;Стрижка;0;0;нет\n"
        "12.03.2026 14:00;Анна;Стрижка;1;40,00;да\n12.03.2026 15:00;Анна;Стрижка;7;40,00;нет\n"
    )
    guess = proposed(salon, text)
    assert (guess.profile.name, guess.header_row) == ("yclients", 1)
    assert guess.unknown == {"status": ["7"]}
    assert "# Not known, say what it means: '7'" in drafts.draft(guess, "Ours")
    salon.load_text(text, mapping=drafts.draft(guess, "Ours"))
    assert salon.rows("booking_lines")["status"].to_list() == [
        "completed", "no_show", "confirmed", "booked", "deleted", "unknown",
    ]  # fmt: skip
    elsewhere = proposed(salon, text.replace("Записи YCLIENTS", "Записи"))
    assert (elsewhere.profile, elsewhere.values) == (None, {"status": {}})


def test_day_and_time_first_and_last_name_are_put_together(salon):
    guess = proposed(salon, "Datum;Uhrzeit;Vorname;Nachname;Behandlung\n1.3.2026;10:00;A;B;Cut\n")
    assert (guess.columns["starts_at"], guess.columns["client_name"]) == ([0, 1], [2, 3])
    whole = proposed(salon, "Datum;Uhrzeit;Kunde;Behandlung\n1.3.2026 9:00;10:00;A;Cut\n")
    assert whole.columns["starts_at"] == [0]


def test_a_header_is_not_believed_against_its_cells(salon):
    assert proposed(salon, "Client,Date,Service\nAnna,soon,Cut\nBea,later,Colour\n") is None
    guess = proposed(salon, "Date,Visit date,Client,Service\nx,2026-03-01,Anna,Cut\n")
    assert guess.columns["starts_at"] == [1]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Имя;Телефон;Кол-во визитов;Первый визит;Последний визит\n"
         "Анна;+7 901 1234567;4;01.02.2025;01.03.2026\n", "clients"),
        ("Name,Email,opt-in state\nAnna,anna@example.com,Y\n", "clients"),
        ("Usługa;Kategoria;Cena\nStrzyżenie;Włosy;120,00\n", "services"),
    ],
)  # fmt: skip
def test_clients_and_services_are_told_from_bookings(salon, text, entity):
    assert proposed(salon, text).entity == entity


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Dear Anna\nall the best\n", "x\n1\n"])
def test_where_nothing_looks_like_a_list_nothing_is_proposed(salon, text):
    assert proposed(salon, text) is None


def test_a_refusal_says_what_the_file_may_be(salon):
    report = salon.load_text("\n".join(LISTS["de"]) + "\n")
    assert "It looks like a list of bookings or sales: starts_at = “Termin”" in report.message
    assert "`regulars propose FILE`" in report.message


def test_the_command_line_writes_the_mapping(run, salon):
    file = salon.save("\n".join(LISTS["ru"]) + "\n", "визиты.csv")
    done: subprocess.CompletedProcess[str] = run("propose", file, "--system", "yclients")
    mapping = salon.save_mapping(done.stdout)
    form = formats.read_format(mapping)
    assert (form.system, form.confidence, form.title) == ("yclients", "not_checked", "визиты")
    assert form.cannot_give
    refused = run("propose", file, "--system", "yclient", check=False)
    assert refused.returncode == 1
    assert "No system is called yclient. Known are: altegio" in " ".join(refused.stderr.split())


def test_a_file_without_a_list_is_told_so(salon):
    with pytest.raises(proposing.ProposalError, match="nothing in it looks like a list"):
        proposing.mapping_for(salon.save("a,b\n1,2\n"))


def test_words_and_values_name_columns_and_values_that_there_are():
    for profile in (None, *profiles.profiles()):
        for entity in profiles.entities():
            own = {column.name for column in ENTITIES[entity].columns} | {"known"}
            named = {name.partition(".")[0] for name in profiles.header_words(entity, profile)}
            assert named <= own
        for column in ("status", "item_type"):
            allowed = ENTITIES["booking_lines"].column(column).allowed
            assert set(profiles.value_words(column, profile).values()) <= set(allowed)


def test_a_word_of_a_cell_means_one_thing():
    for column in ("status", "item_type"):
        shared = profiles._content("values")[column]
        said = [word for words in shared.values() for word in words]
        assert sorted(said) == sorted(set(said))
