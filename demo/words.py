"""What clients say, in their own language, and what the front desk writes down."""

# ruff: noqa: RUF001
# Russian is written in its own letters.

from typing import Final

# Reasons of those who recommend the salon, of those who do not, and what would make it a 10.
PRAISE: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "They listen and give honest advice",
        "Always on time, always friendly",
        "The result lasts for weeks",
        "I trust them completely",
        "Clean, calm and easy to book",
    ),
    "hu": (
        "Mindig figyelnek rám, és tartós a végeredmény",
        "Kedvesek, pontosak, jó a hangulat",
        "Végre valaki érti, mit szeretnék",
        "Mindig elégedetten megyek haza",
        "Tiszta, nyugodt hely, szívesen jövök",
    ),
    "ru": (
        "Мастер слышит, что я хочу",
        "Всё чисто, вежливо и вовремя",
        "Результат держится долго",
        "Хожу сюда уже второй год и довольна",
        "Отличный результат за свои деньги",
    ),
    "fil": (
        "Mabait at magaling ang staff",
        "Malinis at mabilis ang serbisyo",
        "Sulit ang bayad, ang ganda ng resulta",
        "Palagi akong komportable dito",
        "Magaling at maingat sila",
    ),
    "de": (
        "Sehr freundlich, und das Ergebnis hält lange",
        "Immer pünktlich, nie Stress",
        "Endlich jemand, der gut berät",
        "Saubere Arbeit, schöne Räume",
        "Es ist genau so geworden, wie ich wollte",
    ),
}

CRITICISM: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "I waited 25 minutes although I had booked",
        "The result was not what we agreed on",
        "Prices went up and nobody told me",
        "It did not last a week",
        "The phone is never answered",
    ),
    "hu": (
        "Fél órát vártam, pedig időpontom volt",
        "Nem az lett, amit kértem",
        "Drága lett az utóbbi időben",
        "Egy hétig sem tartott",
        "Nehéz időpontot kapni",
    ),
    "ru": (
        "Ждала двадцать минут, хотя была запись",
        "Получилось не то, о чём договорились",
        "Цены выросли, а качество нет",
        "Администратор была не очень вежлива",
        "В зале было шумно и тесно",
    ),
    "fil": (
        "Matagal ang paghihintay kahit may appointment",
        "Hindi ganoon kaganda ang resulta",
        "Medyo mahal na kumpara dati",
        "Hindi tumagal nang isang linggo",
        "Hindi sinunod ang gusto ko",
    ),
    "de": (
        "Ich musste trotz Termin lange warten",
        "Das Ergebnis war nicht wie besprochen",
        "Für diesen Preis habe ich mehr erwartet",
        "Niemand ging ans Telefon",
        "Es hielt keine Woche",
    ),
}

WISHES: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "Evening appointments",
        "Booking without phone calls",
        "Tell me about price changes before I come",
        "Start on time",
        "Better coffee",
    ),
    "hu": (
        "Legyen több esti időpont",
        "Online foglalás",
        "Pontosabb kezdés",
        "Törzsvendég-kedvezmény",
        "Kicsit halkabb zene",
    ),
    "ru": (
        "Больше вечерних окон",
        "Запись через приложение",
        "Начинать вовремя",
        "Скидка постоянным клиентам",
        "Предупреждать о новых ценах",
    ),
    "fil": (
        "Mas maraming oras sa gabi",
        "Sana may promo para sa suki",
        "Mas mabilis na pila",
        "Mas malamig na aircon",
        "Mag-text bago ang appointment",
    ),
    "de": (
        "Termine am Abend",
        "Online buchen können",
        "Pünktlicher anfangen",
        "Ein Rabatt für Stammkunden",
        "Leisere Musik",
    ),
}

NOTES: Final = (
    "Colour 7.1 + 8.0 (1:1), 6 %",
    "Colour 6.35, 20 vol, 35 min",
    "Allergic to latex, use nitrile gloves",
    "+10 min: very thick hair",
    "Prefers silence",
    "Gel: nude pink 042, almond shape",
    "Likes tea, no coffee",
    "Sensitive scalp; patch test done",
    "Brows: soft arch, tint light brown",
    "Comes with a small dog",
)

# Category, what happened, and the severity it usually has.
COMPLAINTS: Final = (
    ("Result", "Result is not what was agreed on", "high"),
    ("Result", "Result did not last a week", "medium"),
    ("Result", "Left and right are not alike", "medium"),
    ("Result", "Skin was red for two days", "high"),
    ("Waiting", "Waited 30 minutes in spite of an appointment", "low"),
    ("Booking", "Appointment was not in the system", "medium"),
    ("Price", "Was charged more than the price list says", "medium"),
    ("Staff", "Staff member was short with the client", "medium"),
    ("Staff", "Staff member was on the phone during the service", "low"),
    ("Cleanliness", "Chair was not wiped, towel was damp", "low"),
)

SMILEY_MESSAGES: Final = (
    "Too long a queue at the till",
    "Nobody greeted me",
    "Music far too loud",
    "Hideg volt a víz",
    "Долго ждала",
    "Card terminal did not work",
)
