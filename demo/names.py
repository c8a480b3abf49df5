"""Invented names: unlike first and last names of five cultures, every full name once."""

# ruff: noqa: RUF001
# Russian is written in its own letters.

from dataclasses import dataclass
from typing import Final

import numpy as np

from demo.chance import Ints


@dataclass(frozen=True)
class Culture:
    """First and last names that go together, and the language its people answer in."""

    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    lasts: tuple[str, ...]
    lasts_of_women: tuple[str, ...]


def _culture(language: str, women: str, men: str, lasts: str, lasts_of_women: str = "") -> Culture:
    split = (tuple(names.split(",")) for names in (women, men, lasts, lasts_of_women or lasts))
    return Culture(language, *split)


_RUSSIAN_LASTS: Final = (
    "Смирнов,Иванов,Кузнецов,Соколов,Попов,Лебедев,Козлов,Новиков,Морозов,Петров,Волков,Соловьёв,"
    "Васильев,Зайцев,Павлов,Семёнов,Голубев,Виноградов,Богданов,Воробьёв,Фёдоров,Михайлов,Беляев,"
    "Тарасов,Белов,Комаров,Орлов,Киселёв,Макаров,Андреев,Ковалёв,Ильин,Гусев,Титов,Кузьмин,"
    "Баранов,Куликов,Алексеев,Степанов,Яковлев"
)

CULTURES: Final = (
    _culture(
        "hu",
        "Anna,Katalin,Eszter,Zsuzsanna,Ágnes,Judit,Réka,Noémi,Boglárka,Orsolya,Tímea,Edit,Ildikó,"
        "Viktória,Dóra,Lilla,Kinga,Emese,Szilvia,Borbála,Hajnalka,Piroska,Melinda,Csilla,Enikő,"
        "Beáta,Gabriella,Fanni,Luca,Zita,Virág,Petra,Krisztina,Mónika,Anikó,Erika,Tünde,Marianna,"
        "Hanna,Flóra",
        "Gábor,László,Zoltán,Attila,Bence,Ádám,Balázs,Csaba,Dániel,Ferenc,Gergő,István,Levente,"
        "Márton,Norbert,Péter,Sándor,Szabolcs,Viktor,Zsolt",
        "Kovács,Szabó,Horváth,Varga,Kiss,Molnár,Németh,Farkas,Balogh,Papp,Takács,Juhász,Lakatos,"
        "Mészáros,Oláh,Simon,Rácz,Szilágyi,Török,Fehér,Balázsi,Gál,Kis,Szűcs,Kocsis,Pintér,Fodor,"
        "Szalai,Sipos,Magyar,Lukács,Gulyás,Biró,Katona,Lőrincz,Boros,Fábián,Hegedűs,Bognár,"
        "Vörös,Bodnár,Kelemen,Antal,Somogyi,Faragó,Orosz,Nagy,Tóth,Barta,Halász,Jakab,Csonka,"
        "Dudás,Major,Szekeres,Váradi,Illés,Bakos,Vincze,Győri",
    ),
    _culture(
        "en",
        "Emily,Charlotte,Amelia,Grace,Hannah,Olivia,Sophie,Chloe,Lucy,Megan,Rachel,Laura,Claire,"
        "Naomi,Heather,Bethany,Imogen,Paige,Rosie,Tessa,Alice,Freya,Gemma,Isla,Joanna,Keira,"
        "Louise,Molly,Nicole,Phoebe",
        "James,Oliver,Harry,Thomas,Edward,Samuel,Lewis,Callum,Nathan,Ryan,Stephen,Duncan,Keith,"
        "Graham,Ian",
        "Harper,Whitfield,Baker,Carter,Dawson,Ellis,Foster,Grant,Hughes,Irving,Jennings,Kirby,"
        "Lambert,Marsh,Norton,O'Brien,Parker,Quinn,Rowe,Sutton,Turner,Underwood,Vaughan,Walsh,"
        "Yates,Abbott,Barlow,Chapman,Draper,Eastwood,Fletcher,Gibson,Holt,Ingram,Jarvis,Knight,"
        "Lowe,Mercer,Nash,Osborne",
    ),
    _culture(
        "ru",
        "Анна,Мария,Екатерина,Ольга,Наталья,Елена,Татьяна,Ирина,Светлана,Юлия,Дарья,Полина,"
        "Ксения,Алиса,Вера,Галина,Лариса,Людмила,Марина,Надежда,Оксана,Регина,София,Тамара,Ульяна,"
        "Эльвира,Яна,Зоя,Кира,Инна",
        "Алексей,Дмитрий,Сергей,Андрей,Максим,Иван,Михаил,Никита,Павел,Роман,Степан,Тимур,Фёдор,"
        "Юрий,Ярослав",
        _RUSSIAN_LASTS,
        ",".join(f"{name}а" for name in _RUSSIAN_LASTS.split(",")),
    ),
    _culture(
        "fil",
        "Maria Luisa,Jasmine,Angelica,Rosalie,Cherry,Marites,Lourdes,Imelda,Corazon,Ligaya,"
        "Mylene,Rowena,Sheila,Teresita,Vilma,Wilma,Aileen,Bernadette,Cristina,Divine,Evangeline,"
        "Fe,Girlie,Hazel,Irene,Jocelyn,Karen,Lorna,Nenita",
        "Jose,Ramon,Rodel,Danilo,Arnel,Benjie,Carlito,Edgardo,Ferdie,Jayson,Jun,Mark,Noel,Rommel,"
        "Wilfredo",
        "Santos,Reyes,Dela Cruz,Bautista,Ocampo,Garcia,Mendoza,Torres,Castillo,Villanueva,Aquino,"
        "Pascual,Domingo,Manalo,Salazar,Mercado,Navarro,Rosales,Tolentino,Valdez,Soriano,Dizon,"
        "Lacson,Panganiban,Magsaysay,Abad,Bernardo,Cabrera,De Leon,Enriquez,Fajardo,Guevarra,"
        "Hilario,Ignacio,Javier,Lim,Macaraeg,Natividad,Olivares,Pineda",
    ),
    _culture(
        "de",
        "Ursula,Sabine,Heike,Claudia,Anja,Birgit,Steffi,Franziska,Johanna,Lena,Mia,Nele,Paula,"
        "Ricarda,Silke,Theresa,Ulrike,Vera,Wiebke,Annika,Carla,Dorothea,Elke,Frieda,Greta,Hilde,"
        "Ines,Jutta,Karin,Leonie",
        "Hans,Jürgen,Klaus,Matthias,Stefan,Uwe,Wolfgang,Andreas,Bernd,Dieter,Florian,Georg,"
        "Heinrich,Lukas,Tobias",
        "Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Koch,Richter,"
        "Klein,Wolf,Schröder,Neumann,Schwarz,Braun,Zimmermann,Krüger,Hartmann,Lange,Krause,"
        "Lehmann,Köhler,Maier,Jung,Hahn,Vogel,Friedrich,Keller,Groß,Berger,Winkler,Roth,Beck,"
        "Lorenz,Baumann,Franke,Albrecht",
    ),
)


def draw(
    rng: np.random.Generator, culture: Culture, is_man: bool, size: int
) -> list[tuple[str, str]]:
    """Draw different first and last names; double last names once the single ones are used up."""
    firsts = culture.men if is_man else culture.women
    lasts = culture.lasts if is_man else culture.lasts_of_women
    single, double = len(firsts) * len(lasts), len(firsts) * len(lasts) * (len(lasts) - 1)
    plain = rng.permutation(single)[:size]
    joined = rng.choice(double, size - len(plain), replace=False)
    return [_single(firsts, lasts, place) for place in plain] + _doubles(firsts, lasts, joined)


def _single(firsts: tuple[str, ...], lasts: tuple[str, ...], place: int) -> tuple[str, str]:
    return firsts[place // len(lasts)], lasts[place % len(lasts)]


def _doubles(
    firsts: tuple[str, ...], lasts: tuple[str, ...], places: Ints
) -> list[tuple[str, str]]:
    count = len(lasts)
    pairs, first = places % (count * (count - 1)), places // (count * (count - 1))
    one, step = pairs // (count - 1), pairs % (count - 1) + 1
    other = (one + step) % count
    return [
        (firsts[a], f"{lasts[b]}-{lasts[c]}") for a, b, c in zip(first, one, other, strict=True)
    ]
