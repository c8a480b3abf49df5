{# Whom a campaign must leave alone, and who is drawn by lot to be left out of it. Made when the marts
   are there, like the slices. #}
{% macro create_campaign_metrics() %}

{# Where in the lot a client stands, 0 to 1: always the same, and the same as in `call_list`. #}
create or replace macro metrics.lot(client_key) as
    {{ lot('client_key', 'holdout') }};

{# Who must not be written to, and why: the rule of `call_list`, for everybody and not only for those
   who are due. #}
create or replace macro metrics.suppressed_clients() as table
select
    client.client_key,
    client.suppressed_by
from marts.campaign_clients as client
where client.suppressed_by is not null;

{# What campaigns choose clients by, of a slice and a quarter. One row per client. #}
create or replace macro metrics.campaign_clients_of(
    quarter_shown, branches, client_types, categories, services, staff := null
) as table
select
    client.client_key,
    coalesce(client.loyalty_type, 'unknown') as loyalty_type,
    known.value_third,
    coalesce(wallet.band, 'unknown') as wallet_band,
    rfm.rf_segment,
    known.overdue_state,
    known.clv_12m,
    wallet.wallet_gap,
    known.suppressed_by,
    known.lot
from metrics.clients_of(branches, client_types, categories, services, staff) as client
inner join marts.campaign_clients as known
    on client.client_number = known.client_number
left join marts.rfm as rfm
    on client.client_number = rfm.client_number and rfm.quarter_start = quarter_shown
left join marts.share_of_wallet as wallet
    on client.client_number = wallet.client_number and wallet.quarter_start = quarter_shown
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
