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

{# Its 95 % interval among those who told: the usual error of a ratio of sums (by residuals), from
   the sums of own spend, wallets, their squares and their products. Of one client there is none. #}
create or replace macro metrics.share_of_wallet_bound(
    own_spend, wallet_size, own_squared, size_squared, own_by_size, clients, side
) as
    case
        when clients > 1 and wallet_size > 0
            then greatest(0.0, least(1.0,
                metrics.share_of_wallet(own_spend, wallet_size)
                + side * 1.959963984540054 * sqrt(greatest(0.0,
                    own_squared
                    - 2 * metrics.share_of_wallet(own_spend, wallet_size) * own_by_size
                    + pow(metrics.share_of_wallet(own_spend, wallet_size), 2) * size_squared
                ) * clients / (clients - 1.0)) / cast(wallet_size as double)
            ))
    end;

create or replace macro metrics.wallet_band(wallet_share) as
    case
        when wallet_share >= {{ var('core_share') }} then 'core'
        when wallet_share < {{ var('at_risk_share') }} then 'at_risk'
        when wallet_share is not null then 'shared'
    end;

{# The five of the ten named groups of RFM who came lately, or often and not long ago. #}
create or replace macro metrics.rf_is_active(rf_segment) as
    rf_segment in (
        'Champions', 'Loyal Customers', 'Potential Loyalists', 'New Customers', 'Promising'
    );

{# Where a path between named groups leads: out of those five, back into them, or elsewhere. #}
create or replace macro metrics.rf_direction(from_segment, to_segment) as
    case
        when from_segment = 'new' then 'joined'
        when from_segment = to_segment then 'stayed'
        when metrics.rf_is_active(from_segment) and not metrics.rf_is_active(to_segment)
            then 'slipped'
        when metrics.rf_is_active(to_segment) and not metrics.rf_is_active(from_segment)
            then 'came_back'
        else 'moved'
    end;

{# Where a path between cells leads, `R3F3M2` to `R2F3M2`: a grade or more down and none up has
   slipped, the other way round has risen. #}
create or replace macro metrics.cell_direction(from_segment, to_segment) as
    case
        when from_segment = 'new' then 'joined'
        when from_segment = to_segment then 'stayed'
        when
            from_segment[2] >= to_segment[2]
            and from_segment[4] >= to_segment[4]
            and from_segment[6] >= to_segment[6]
            then 'slipped'
        when
            from_segment[2] <= to_segment[2]
            and from_segment[4] <= to_segment[4]
            and from_segment[6] <= to_segment[6]
            then 'came_back'
        else 'moved'
    end;

{# Where a path between kinds of loyalty leads: true is the best and none the worst of the four that
   are known; between known and unknown nothing but an answer came or grew old. #}
create or replace macro metrics.loyalty_direction(from_type, to_type) as
    case
        when from_type = 'new' then 'joined'
        when from_type = to_type then 'stayed'
        when 'unknown' in (from_type, to_type) then 'moved'
        when from_type = 'true' or to_type = 'none' then 'slipped'
        when from_type = 'none' or to_type = 'true' then 'came_back'
        else 'moved'
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
