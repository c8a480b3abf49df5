"""What clients say, in their own language, and what the front desk writes down."""

from typing import Final

# Reasons of those who recommend the salon, of those who do not, and what would make it a 10.
PRAISE: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "They listen, and the cut still sits weeks later",
        "Always on time, always friendly",
        "My nails last a full month",
        "I trust Greta with my colour",
        "Clean, calm and easy to book",
    ),
    "hu": (
        "Mindig figyelnek rám, és tartós a végeredmény",
        "Kedvesek, pontosak, jó a hangulat",
        "Végre valaki érti a göndör hajat",
        "Gyönyörű lett a körmöm",
        "Tiszta, nyugodt hely, szívesen jövök",
    ),
    "ru": (
        "Мастер слышит, что я хочу",
        "Всё чисто, вежливо и вовремя",
        "Маникюр держится три недели",
        "Хожу сюда уже второй год и довольна",
        "Отличный результат за свои деньги",
    ),
    "fil": (
        "Mabait ang staff at magaling gumupit",
        "Malinis at mabilis ang serbisyo",
        "Sulit ang bayad, ang ganda ng kulay ng buhok ko",
        "Palagi akong komportable dito",
        "Magaling mag-masahe si Ate Alina",
    ),
    "de": (
        "Sehr freundlich, und der Schnitt hält lange",
        "Immer pünktlich, nie Stress",
        "Endlich jemand, der gut berät",
        "Saubere Arbeit, schöne Räume",
        "Die Farbe ist genau so geworden, wie ich wollte",
    ),
}

CRITICISM: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "I waited 25 minutes although I had booked",
        "The colour was not what we agreed on",
        "Prices went up and nobody told me",
        "The polish chipped after four days",
        "The phone is never answered",
    ),
    "hu": (
        "Fél órát vártam, pedig időpontom volt",
        "Nem az a szín lett, amit kértem",
        "Drága lett az utóbbi időben",
        "Négy nap után lepattogzott a lakk",
        "Nehéz időpontot kapni",
    ),
    "ru": (
        "Ждала двадцать минут, хотя была запись",
        "Цвет получился не тот",
        "Цены выросли, а качество нет",
        "Администратор была не очень вежлива",
        "В зале было шумно и тесно",
    ),
    "fil": (
        "Matagal ang paghihintay kahit may appointment",
        "Hindi pantay ang gupit",
        "Medyo mahal na kumpara dati",
        "Natanggal agad ang polish",
        "Hindi sinunod ang gusto kong kulay",
    ),
    "de": (
        "Ich musste trotz Termin lange warten",
        "Die Farbe war zu dunkel",
        "Für diesen Preis habe ich mehr erwartet",
        "Niemand ging ans Telefon",
        "Der Lack hielt keine Woche",
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
    ("Result", "Colour came out too dark", "high"),
    ("Result", "Polish chipped within a week", "medium"),
    ("Result", "Cut is uneven on the left side", "medium"),
    ("Result", "Skin was red for two days", "high"),
    ("Waiting", "Waited 30 minutes in spite of an appointment", "low"),
    ("Booking", "Appointment was not in the system", "medium"),
    ("Price", "Was charged more than the price list says", "medium"),
    ("Staff", "Staff member was short with the client", "medium"),
    ("Staff", "Staff member was on the phone during the service", "low"),
    ("Cleanliness", "Hair on the chair, towel was damp", "low"),
)

SMILEY_MESSAGES: Final = (
    "Too long a queue at the till",
    "Nobody greeted me",
    "Music far too loud",
    "Hideg volt a víz",
    "Долго ждала",
    "Card terminal did not work",
)
