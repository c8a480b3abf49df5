# ruff: noqa: S608  # names and queries of our own
"""A landing zone of any size, invented by DuckDB: what `regulars load` would have left there."""

from datetime import date

import duckdb
import polars as pl

from warehouse import landing
from warehouse.entities import (
    BOOKING_LINES,
    CLIENTS,
    COMPLAINTS,
    IMPULSE_RATINGS,
    MARKETING_SPEND,
    SURVEY_RATINGS,
    SURVEY_RESPONSES,
    Entity,
)
from warehouse.landing import Arrival
from warehouse.load_log import REJECTED, Load
from warehouse.workspace import Workspace, make_folders

LINES_PER_CLIENT = 20
# Salons open on 1 January 2021 and are looked at on 31 December 2025.
FIRST_DAY, DAYS = date(2021, 1, 1), 1826
_SEED = 7

# Every figure comes out of a hash of what it belongs to, so that the same size gives the same rows.
_CHANCE = "(hash({of}, '{what}', {seed}) % 1000000) / 1000000.0"

_VISITS = """
create temp table visits as
with clients as (
    select
        client,
        cast({early} * {days} as integer) as first_day,
        14 + cast({gap} * 70 as integer) as gap,
        -- Two in five come once; the others stay for years.
        case when {stays} < 0.4 then 1 else cast(2 + -30 * ln(1 - {long}) as integer) end as visits
    from range({clients}) as numbers (client)
),
planned as (
    select client, nth, first_day + cast(nth * gap * (0.8 + 0.4 * {drift}) as integer) as day, gap
    from (select client, first_day, gap, unnest(range(visits)) as nth from clients)
)
select
    client,
    nth,
    date '{first}' + day as visit_day,
    -- Now and then somebody is seen in the next branch.
    (client + cast({moves} < 0.05 as integer)) % 6 as branch
from planned where day < {days}
"""

_LINES = """
select
    md5('line' || client || '-' || nth || '-' || item) as line_key,
    'B' || client || '-' || nth as booking_ref,
    visit_day + to_minutes(540 + cast({hour} * 600 as integer)) as starts_at,
    visit_day - to_days(cast({ahead} * 30 as integer)) + to_minutes(600) as created_at,
    'C' || client as client_ref,
    'Client ' || client as client_name,
    '+3620' || lpad(cast(client as varchar), 7, '0') as phone,
    case when client % 3 > 0 then 'client' || client || '@example.com' end as email,
    case when item = 2 then 'Shampoo ' || (client % 20) else 'Service ' || service end as service,
    case
        when item = 2 then 'Retail'
        else list_extract(
            ['Hair', 'Colour', 'Nails', 'Brows', 'Face', 'Massage', 'Makeup', 'Barber'],
            1 + service % 8
        )
    end as service_category,
    case when item = 2 then 'product' else 'service' end as item_type,
    1 as quantity,
    -- Most come to one member of staff.
    'Staff ' || (branch * 8 + (client + cast({taste} * 4 as integer)) % 8) as staff,
    'Branch ' || branch as branch,
    case
        when {outcome} < 0.9 then 'completed'
        when {outcome} < 0.94 then 'no_show'
        else 'cancelled'
    end as status,
    45 as duration_minutes,
    20 + service * 2 as list_amount,
    20 + service * 2 as net_amount,
    false as is_refund,
    'EUR' as currency
from (
    -- Two services in three are the client's usual ones.
    select
        client,
        nth,
        visit_day,
        branch,
        item,
        case
            when {taste} < 0.67 then (client + item * 7 + nth % 3) % 60
            else cast({whim} * 59 as integer)
        end as service
    from (
        select *, unnest(range(1 + cast({items} * 2.4 as integer))) as item from visits
    )
)
limit {lines}
"""

_CARDS = """
select
    md5('card' || client) as row_key,
    'C' || client as client_ref,
    'Client ' || client as client_name,
    '+3620' || lpad(cast(client as varchar), 7, '0') as phone,
    list_extract(['Google', 'Instagram', 'Referral', 'Walk-in'], 1 + client % 4)
        as acquisition_channel,
    client % 5 > 0 as marketing_consent,
    client % 400 = 0 as is_blocked
from range({clients}) as numbers (client)
"""

_ANSWERS = """
select
    md5('answer' || client || '-' || nth) as row_key,
    'A' || client || '-' || nth as response_ref,
    visit_day + to_hours(20) as submitted_at,
    case when {outcome} < 0.6 then 'answered' else 'refused' end as outcome,
    'C' || client as client_ref,
    'Branch ' || branch as branch,
    case when {outcome} < 0.6 then cast(10 - 4 * {score} * {score} as integer) end
        as recommend_score,
    '0-10' as recommend_scale,
    round({wallet}, 2) as wallet_share,
    'survey' as mode
from visits
where {asked} < 0.02
"""

_RATINGS = """
select
    md5('rating' || client || '-' || nth || factor) as row_key,
    'A' || client || '-' || nth as response_ref,
    factor,
    least(5, greatest(1, round(5 - 3 * {score} * {score} + 2 * {mood} - 1))) as rating,
    1 as rating_min,
    5 as rating_max
from (
    select
        client,
        nth,
        unnest(['Result', 'Staff', 'Comfort', 'Booking', 'Price', 'Waiting']) as factor
    from visits
    where {asked} < 0.02 and {outcome} < 0.6
)
"""

_PRESSES = """
select
    md5('press' || client || '-' || nth) as row_key,
    visit_day + to_hours(18) as rated_at,
    'Branch ' || branch as branch,
    'Terminal ' || branch as terminal,
    cast(5 - 4 * {score} * {score} as integer) as rating
from visits
where {presses} < 0.05
"""

_COMPLAINTS = """
select
    md5('complaint' || client || '-' || nth) as row_key,
    'K' || client || '-' || nth as complaint_ref,
    visit_day + to_hours(30) as opened_at,
    visit_day + to_hours(30 + cast({hour} * 300 as integer)) as closed_at,
    'C' || client as client_ref,
    'Branch ' || branch as branch,
    'Staff ' || (branch * 8 + nth % 8) as staff,
    list_extract(['Result', 'Wait', 'Manner', 'Price'], 1 + nth % 4) as category,
    list_extract(['low', 'medium', 'high'], 1 + client % 3) as severity,
    list_extract(['apology', 'redo', 'refund', 'none'], 1 + client % 4) as resolution,
    {score} < 0.7 as is_justified,
    'closed' as status
from visits
where {complains} < 0.002
"""

_SPEND = """
select
    md5('spend' || channel || month) as row_key,
    cast(month as date) as period_start,
    last_day(month) as period_end,
    channel,
    1 + {clients} * 0.03 * (0.5 + {spent}) as spend_amount,
    'EUR' as currency
from
    unnest(['Google', 'Instagram', 'Referral']) as channels (channel),
    range(
        date '{first}', date '{first}' + interval {days} day, interval 1 month
    ) as months (month)
"""


def make(workspace: Workspace, lines: int) -> None:
    """Fill the landing zone with so many booking lines, and the cards and answers around them."""
    make_folders(workspace)
    clients = max(1, lines // LINES_PER_CLIENT)
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = false")
        of_client = {name: _chance("client", name) for name in ("early", "gap", "stays", "long")}
        of_visit = {
            name: _chance("client, nth", name)
            for name in (
                *("drift", "hour", "ahead", "items", "outcome", "score", "wallet", "asked"),
                *("moves", "presses", "complains"),
            )
        }
        of_others = {
            "taste": _chance("client, nth, item", "taste"),
            "whim": _chance("client, nth, item", "whim"),
            "mood": _chance("client, nth, factor", "mood"),
            "spent": _chance("channel, month", "spent"),
        }
        sizes = {"clients": clients, "lines": lines, "days": DAYS, "first": FIRST_DAY}
        words = {**of_client, **of_visit, **of_others, **sizes}
        connection.execute(_VISITS.format(**words))
        queries = {
            BOOKING_LINES: _LINES,
            CLIENTS: _CARDS,
            SURVEY_RESPONSES: _ANSWERS,
            SURVEY_RATINGS: _RATINGS,
            IMPULSE_RATINGS: _PRESSES,
            COMPLAINTS: _COMPLAINTS,
            MARKETING_SPEND: _SPEND,
        }
        for entity, query in queries.items():
            _land(connection, workspace, entity, query.format(**words))


def _chance(of: str, what: str) -> str:
    return _CHANCE.format(of=of, what=what, seed=_SEED)


def _land(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, entity: Entity, query: str
) -> None:
    load_id, now = landing.new_load_id(workspace, f"{entity.name:x<8}")
    file = workspace.landing / entity.name / f"{load_id}.parquet"
    trail = {
        "row_hash": "0",
        "record_kind": "'bookings'",
        "system": "'invented'",
        "source": "'invented'",
        "file_name": "'invented.csv'",
        "row_number": "row_number() over ()",
        "load_id": f"'{load_id}'",
        "loaded_at": f"timestamp '{now}'",
        "state_at": f"timestamp '{now}'",
    }
    given = {name for (name, *_) in connection.execute(f"describe {query}").fetchall()}
    columns = ", ".join(
        f"cast({name if name in given else trail.get(name, 'null')} as {_sql_type(dtype)}) "
        f"as {name}"
        for name, dtype in entity.schema.items()
    )
    connection.execute(
        f"copy (select {columns} from ({query})) to '{file}' (format parquet, compression zstd)"
    )
    rows = connection.execute(f"select count(*) from read_parquet('{file}')").fetchall()[0][0]
    said = Load(
        load_id=load_id,
        loaded_at=now,
        exported_at=now,
        file_name="invented.csv",
        file_hash=entity.name,
        file_bytes=file.stat().st_size,
        outcome="landed",
        message="",
        format="invented",
        entity=entity.name,
        system="invented",
        record_kind="bookings",
        rows_read=rows,
        rows_landed=rows,
    )
    landing.land(workspace, Arrival(said, {}, pl.DataFrame(schema=REJECTED), b""))


def _sql_type(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.Decimal):
        return f"decimal({dtype.precision}, {dtype.scale})"
    names = {pl.String: "varchar", pl.Int64: "bigint", pl.Date: "date", pl.Boolean: "boolean"}
    return names.get(type(dtype), "timestamp")
