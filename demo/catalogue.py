"""What the demo salon sells, where, and who does it."""

import io
from typing import Final

import polars as pl

BRANCHES: Final = ("Old Town", "Riverside", "Station")
STATION: Final = 2
SQUARE_CATEGORIES: Final = ("hair", "colour", "nails", "brows_lashes", "barber", "retail")

# The salon's own words for our categories, as its booking systems write them.
CATEGORY_WORDS: Final = {
    "hair": "Hair",
    "colour": "Colour",
    "nails": "Nails",
    "brows_lashes": "Brows & Lashes",
    "face": "Face",
    "body": "Body",
    "massage": "Massage",
    "makeup": "Make-up",
    "barber": "Barber",
    "hair_removal": "Hair removal",
    "retail": "Retail",
}

# Prices and material costs in cents, cadence in days, `women` and `men` are weights of choice.
_ITEMS: Final = """
item;category;price;minutes;cadence;material;women;men;goes_with
Ladies' cut;hair;3800;60;55;300;12;0;Blow-dry
Cut and blow-dry;hair;5200;75;58;450;10;0;Toner
Blow-dry;hair;2600;40;21;200;4;0;Fringe trim
Fringe trim;hair;1000;15;32;50;1;0;Brow shaping
Children's cut;hair;1800;30;50;100;3;2;Fringe trim
Keratin smoothing;hair;12000;150;120;2600;1;0;Ladies' cut
Updo;hair;6000;60;150;500;1;0;Day make-up
Root colour;colour;4800;90;38;900;9;1;Cut and blow-dry
Full colour;colour;6800;120;55;1400;5;0;Cut and blow-dry
Highlights;colour;8500;150;80;1700;5;0;Toner
Balayage;colour;13000;180;110;2400;3;0;Toner
Toner;colour;3200;40;45;600;1;0;Blow-dry
Classic manicure;nails;1800;40;21;150;5;1;Classic pedicure
Gel polish hands;nails;2700;60;23;350;14;0;Gel polish feet
Gel extensions;nails;4500;110;25;700;5;0;Nail repair
Classic pedicure;nails;2800;50;38;250;3;1;Classic manicure
Gel polish feet;nails;3400;70;38;400;3;0;Gel polish hands
Nail repair;nails;600;15;40;50;1;0;Gel polish hands
Brow shaping;brows_lashes;1200;20;26;60;5;1;Lash lift
Brow lamination;brows_lashes;3200;45;48;500;3;0;Brow shaping
Lash lift;brows_lashes;3800;60;52;600;3;0;Brow shaping
Lash extensions new set;brows_lashes;6200;120;60;1000;1;0;Brow shaping
Lash refill;brows_lashes;3600;75;20;600;4;0;Brow shaping
Deep cleansing facial;face;4800;75;35;800;4;1;Express facial
Express facial;face;2800;30;30;400;2;0;Brow shaping
Chemical peel;face;5800;45;32;1100;2;0;Express facial
Microdermabrasion;face;5200;50;35;700;1;0;Express facial
Body scrub;body;4500;50;50;700;1;0;Back massage
Slimming wrap;body;5500;60;21;900;1;0;Body scrub
Back massage;massage;2600;30;24;120;2;4;Hot stone massage
Relaxing massage;massage;4600;60;32;200;3;4;Back massage
Hot stone massage;massage;6200;75;45;300;1;1;Back massage
Day make-up;makeup;3500;45;90;400;2;0;Brow shaping
Bridal make-up;makeup;9500;90;200;900;1;0;Updo
Men's cut;barber;2200;30;27;80;0;30;Beard trim
Beard trim;barber;1400;20;20;60;0;8;Men's cut
Cut and beard;barber;3200;50;27;120;0;18;Back massage
Leg wax;hair_removal;3000;45;32;350;4;0;Bikini wax
Bikini wax;hair_removal;2800;30;30;250;4;0;Leg wax
Laser underarm;hair_removal;4000;20;42;150;2;1;Bikini wax
Repair shampoo;retail;1400;;;700;6;2;
Colour-safe conditioner;retail;1500;;;740;5;1;
Argan hair oil;retail;2200;;;1000;4;1;
Heat protection spray;retail;1700;;;800;3;0;
Cuticle oil;retail;800;;;300;5;0;
Hand cream;retail;950;;;400;5;1;
Brow gel;retail;1200;;;500;3;0;
Face serum;retail;3900;;;1800;2;0;
Day cream SPF 30;retail;3200;;;1500;2;1;
Beard balm;retail;1600;;;700;0;6;
"""

_STAFF: Final = """
staff;branch;categories
Zsófia Balla;0;hair,colour
Erik Sandberg;0;hair,barber
Dorina Vass;0;nails
Polina Sorokina;0;brows_lashes,makeup
Maribel Cruz;0;face,body,hair_removal
Ilona Fekete;0;massage,body
Greta Lindner;1;hair,colour
Tamás Kelemen;1;barber,hair
Joy Mendoza;1;nails
Nóra Halmos;1;brows_lashes,makeup,nails
Alina Morozova;1;face,body,hair_removal,massage
Oscar Reed;2;barber,hair
Lilla Soós;2;hair,colour
Divina Ramos;2;nails,brows_lashes
"""


def items() -> pl.DataFrame:
    """Give one row per service and product; `item_id` is the position, services come first."""
    return (
        pl.read_csv(io.StringIO(_ITEMS.strip()), separator=";")
        .with_row_index("item_id")
        .with_columns(
            pl.col("item_id").cast(pl.Int64),
            is_product=pl.col("category") == "retail",
            at_station=pl.col("category").is_in(SQUARE_CATEGORIES),
        )
    )


def services() -> pl.DataFrame:
    """Give the services alone; their `item_id` are 0, 1, 2 and so on."""
    return items().filter(~pl.col("is_product"))


def staff_by_skill() -> pl.DataFrame:
    """Give one row per branch and category, with `able`: the names of those who do it there."""
    return (
        pl.read_csv(io.StringIO(_STAFF.strip()), separator=";")
        .with_columns(category=pl.col("categories").str.split(","))
        .explode("category")
        .group_by("branch", "category", maintain_order=True)
        .agg(able=pl.col("staff"))
    )
