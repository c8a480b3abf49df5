{# Rules of loyalty that models, pages and an analyst's own SQL share (METHODS §1, 3, 4). #}
{% macro create_loyalty_metrics() %}

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
