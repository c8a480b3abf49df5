{# Rules of loyalty that models, pages and an analyst's own SQL share (METHODS §1, 3, 4). #}
{% macro create_loyalty_metrics() %}

{# A grade is one more than the number of borders a value is beyond, so that equal values always
   stand in one bin. Recency runs the other way: fewer days are better. #}
create or replace macro metrics.value_third(amount, border_1, border_2) as
    1 + cast(amount > border_1 as integer) + cast(amount > border_2 as integer);

create or replace macro metrics.recency_third(days, border_1, border_2) as
    4 - metrics.value_third(days, border_1, border_2);

create or replace macro metrics.value_fifth(amount, border_1, border_2, border_3, border_4) as
    metrics.value_third(amount, border_1, border_2)
    + cast(amount > border_3 as integer) + cast(amount > border_4 as integer);

create or replace macro metrics.recency_fifth(days, border_1, border_2, border_3, border_4) as
    6 - metrics.value_fifth(days, border_1, border_2, border_3, border_4);

{# The wallet allocation rule: what the place of a salon among the salons a client uses says about
   its share; places that tie share their mean. One salon alone has everything. #}
create or replace macro metrics.rank_share(place, salons) as
    case
        when salons = 1 and coalesce(place, 1) = 1 then 1.0
        when place between 1 and salons
            then (1 - cast(place as double) / (salons + 1)) * 2 / salons
    end;

{# Of many clients: a ratio of sums, never a mean of shares. #}
create or replace macro metrics.share_of_wallet(own_spend, wallet_size) as
    cast(own_spend as double) / nullif(wallet_size, 0);

create or replace macro metrics.wallet_band(wallet_share) as
    case
        when wallet_share >= {{ var('core_share') }} then 'core'
        when wallet_share < {{ var('at_risk_share') }} then 'at_risk'
        when wallet_share is not null then 'shared'
    end;

{# Dick and Basu (1994): relative attitude by repeat patronage. #}
create or replace macro metrics.loyalty_type(attitude, patronage) as
    case
        when attitude = 'high' and patronage = 'high' then 'true'
        when attitude = 'high' and patronage = 'low' then 'latent'
        when attitude = 'low' and patronage = 'high' then 'spurious'
        when attitude = 'low' and patronage = 'low' then 'none'
        else 'unknown'
    end;

{% endmacro %}
