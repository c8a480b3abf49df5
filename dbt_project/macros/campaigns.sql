{# Whom a campaign must leave alone, and who is drawn by lot to be left out of it. Made when the marts
   are there, like the slices. #}
{% macro create_campaign_metrics() %}

{# Where in the lot a client stands, 0 to 1: always the same, and the same as in `call_list`. #}
create or replace macro metrics.lot(client_key) as
    {{ lot('client_key', 'holdout') }};

{# One row per client: the first reason that fits why the client must not be written to, empty where
   there is none. The rule of `call_list`, for everybody and not only for those who are due. #}
create or replace macro metrics.clients_judged() as table
with asked as (
    -- Whose cards never speak of consent cannot leave anybody out for it.
    select count(marketing_consent) > 0 as is_asked
    from marts.dim_clients
),
period as (
    select max(as_of) as last_day from marts.dim_quarters
),
complaints as (
    select distinct client_key
    from marts.fct_complaints
    where closed_at is null
),
booked as (
    -- On the last day of the data itself a booking may still lie ahead.
    select distinct line.client_key
    from marts.fct_booking_lines as line
    cross join period
    where
        line.line_date >= period.last_day
        and line.status in ('booked', 'confirmed', 'arrived', 'started')
),
judged as (
    select
        client.client_key,
        client.client_number,
        client.lot,
        {{ suppressed_by('client', 'asked', 'complaints', 'booked') }} as suppressed_by
    from marts.dim_clients as client
    cross join asked
    left join complaints
        on client.client_key = complaints.client_key
    left join booked
        on client.client_key = booked.client_key
)
select * from judged;

create or replace macro metrics.suppressed_clients() as table
select
    judged.client_key,
    judged.suppressed_by
from metrics.clients_judged() as judged
where judged.suppressed_by is not null;

{# What campaigns choose clients by, of a slice and a quarter. One row per client: overdue_state is
   the latest of the client's kinds of service. #}
create or replace macro metrics.campaign_clients_of(
    quarter_shown, branches, client_types, categories, services
) as table
with due as (
    select client_number, state from marts.call_list
    union all
    select client_number, state from marts.call_list_suppressed
),
latest as (
    select
        client_number,
        max(
            case state when 'lapsed' then 4 when 'overdue' then 3 when 'soft_overdue' then 2 else 1 end
        ) as place
    from due
    group by client_number
)
select
    client.client_key,
    coalesce(client.loyalty_type, 'unknown') as loyalty_type,
    coalesce(worth.value_third, 'unknown') as value_third,
    coalesce(wallet.band, 'unknown') as wallet_band,
    rfm.rf_segment,
    case latest.place
        when 4 then 'lapsed'
        when 3 then 'overdue'
        when 2 then 'soft_overdue'
        when 1 then 'due'
        else 'not_due'
    end as overdue_state,
    worth.clv_12m,
    wallet.wallet_gap,
    suppressed.suppressed_by,
    suppressed.lot
from metrics.clients_of(branches, client_types, categories, services) as client
inner join metrics.clients_judged() as suppressed
    on client.client_number = suppressed.client_number
left join marts.rfm as rfm
    on client.client_number = rfm.client_number and client.quarter_start = rfm.quarter_start
left join marts.share_of_wallet as wallet
    on client.client_key = wallet.client_key and client.quarter_start = wallet.quarter_start
left join marts.client_value as worth
    on client.client_number = worth.client_number
left join latest
    on client.client_number = latest.client_number
where client.quarter_start = quarter_shown;

{# Two groups compared by the means of their members: how much more one brought, and the standard
   error of it, spreads not taken as equal (Welch). Each group: sum, sum of squares, members. #}
create or replace macro metrics.lift(total, members, total_out, members_out) as
    cast(total as double) / nullif(members, 0) - cast(total_out as double) / nullif(members_out, 0);

create or replace macro metrics.lift_error(
    total, squared, members, total_out, squared_out, members_out
) as
    sqrt(
        pow(metrics.deviation(total, squared, members), 2) / nullif(members, 0)
        + pow(metrics.deviation(total_out, squared_out, members_out), 2) / nullif(members_out, 0)
    );

{# Four weeks must be over, and of fewer than 30 on a side a mean says nothing sure. #}
create or replace macro metrics.lift_reading(days_seen, members, members_out) as
    case
        when members_out = 0 or members = 0 then 'nobody'
        when days_seen < 28 then 'too_early'
        when least(members, members_out) < 30 then 'too_few'
        else 'sound'
    end;

{% endmacro %}

{# Why a client is left alone, the first reason that fits; each name is of a table of the query. #}
{% macro suppressed_by(client, asked, complaints, booked) -%}
case
    when {{ client }}.is_blocked then 'blocked'
    when not {{ client }}.marketing_consent then 'consent_refused'
    when {{ client }}.marketing_consent is null and {{ asked }}.is_asked then 'consent_unknown'
    when {{ complaints }}.client_key is not null then 'open_complaint'
    when {{ booked }}.client_key is not null then 'booked_ahead'
end
{%- endmacro %}
