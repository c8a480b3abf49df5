"""An export of any size under the headers of our template, invented by DuckDB."""

from pathlib import Path

import duckdb

CLIENTS = 500_000
DAYS = 1826

# Every figure comes out of a hash, so that the same size gives the same file.
_LINES = """
with lines as (
    select
        line,
        of(line * 31 + 1, {clients}) as client,
        of(line * 31 + 2, 40) as service,
        of(line * 31 + 3, 5) * 2.5 as discount,
        timestamp '2021-01-04 09:00' + to_days(cast(line * {days} // {lines} as integer))
        + to_minutes(of(line * 31 + 4, 40) * 15) as starts_at
    from range({lines}) as numbers (line)
)
select
    'B' || lpad(cast(line as varchar), 8, '0') as booking_ref,
    strftime(starts_at, '%Y-%m-%d %H:%M') as starts_at,
    strftime(starts_at - to_seconds(of(line * 31 + 5, 1200000)), '%Y-%m-%d %H:%M:%S') as created_at,
    'C' || lpad(cast(client as varchar), 6, '0') as client_ref,
    ['Anna', 'Eva', 'Zita', 'Dora', 'Kata', 'Lili', 'Nora', 'Emma'][1 + of(client, 8)] || ' '
    || ['Alma', 'Kiss', 'Nagy', 'Toth', 'Szabo', 'Kovacs', 'Farkas', 'Erdős'][1 + of(client + 1, 8)]
    as client_name,
    '+3630' || cast(1000000 + client * 17 as varchar) as phone,
    'client' || client || '@example.com' as email,
    'Service ' || service as service,
    'Category ' || service % 7 as service_category,
    'service' as item_type,
    1 as quantity,
    'Master ' || of(line * 31 + 6, 60) as staff,
    'Branch ' || of(line * 31 + 7, 5) as branch,
    ['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'completed',
     'cancelled', 'no_show', 'booked'][1 + of(line * 31 + 8, 10)] as status,
    30 + 15 * (service % 6) as duration_minutes,
    cast(20 + service * 5 as decimal(18, 2)) as list_amount,
    cast(discount as decimal(18, 2)) as discount_amount,
    cast(20 + service * 5 - discount as decimal(18, 2)) as net_amount,
    cast(of(line * 31 + 9, 30) / 10.0 as decimal(18, 2)) as tip_amount,
    'EUR' as currency,
    ['phone', 'web', 'app'][1 + of(line * 31 + 10, 3)] as channel
from lines
order by line
"""


def write(file: Path, lines: int) -> None:
    """Write so many booking lines of half a million clients over five years."""
    with duckdb.connect() as connection:
        connection.execute("create macro of(what, many) as cast(hash(what) % many as bigint)")
        query = _LINES.format(lines=lines, clients=CLIENTS, days=DAYS)
        connection.execute(f"copy ({query}) to '{file}' (format csv, header)")
