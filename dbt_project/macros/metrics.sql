{# Every ratio and rule that more than one place needs, written once: models, dashboard queries and
   an analyst's own SQL call `metrics.<name>`. Spark has no macros of this kind in a schema; there
   they become SQL functions of the same names. #}
{% macro create_metrics() %}

create schema if not exists metrics;

create or replace macro metrics.share(part, whole) as
    cast(part as double) / nullif(whole, 0);

create or replace macro metrics.average_check(revenue, visits) as
    cast(revenue as double) / nullif(visits, 0);

create or replace macro metrics.arpu(revenue, clients) as
    cast(revenue as double) / nullif(clients, 0);

create or replace macro metrics.visits_per_client(visits, clients) as
    cast(visits as double) / nullif(clients, 0);

create or replace macro metrics.retention_rate(returned, mature) as
    cast(returned as double) / nullif(mature, 0);

create or replace macro metrics.rebooking_rate(rebooked, visits) as
    cast(rebooked as double) / nullif(visits, 0);

create or replace macro metrics.no_show_rate(no_shows, completed) as
    cast(no_shows as double) / nullif(no_shows + completed, 0);

create or replace macro metrics.cancellation_rate(cancelled, no_shows, completed) as
    cast(cancelled as double) / nullif(cancelled + no_shows + completed, 0);

create or replace macro metrics.response_rate(answered, invited) as
    cast(answered as double) / nullif(invited, 0);

{# Where the true share lies with 95 % certainty (Wilson): `side` is -1 for the lower and 1 for the
   upper end. It stays between 0 and 1, also of few. #}
create or replace macro metrics.share_bound(part, whole, side) as
    case
        when whole > 0
            then greatest(0.0, least(1.0, (
                part + 1.9207294103470618
                + side * 1.959963984540054
                * sqrt(cast(part as double) * (whole - part) / whole + 0.9603647051735309)
            ) / (whole + 3.8414588206941236)))
    end;

{# METHODS §5: promoters less detractors, in points. #}
create or replace macro metrics.nps(promoters, detractors, responses) as
    100.0 * (promoters - detractors) / nullif(responses, 0);

{# Adjusted Wald (Rocks 2016): 3/4, 3/2, 3/4 are added to the three counts, then the usual formula,
   clipped to the scale. `side` is -1 for the lower and 1 for the upper end. #}
create or replace macro metrics.nps_adjusted(promoters, detractors, responses) as
    (promoters - detractors) / (responses + 3.0);

create or replace macro metrics.nps_bound(promoters, detractors, responses, side) as
    case
        when responses > 0
            then greatest(-100.0, least(100.0, 100.0 * (
                metrics.nps_adjusted(promoters, detractors, responses)
                + side * 1.959963984540054 * sqrt(
                    (
                        (promoters + detractors + 1.5) / (responses + 3.0)
                        - pow(metrics.nps_adjusted(promoters, detractors, responses), 2)
                    ) / (responses + 3.0)
                )
            )))
    end;

create or replace macro metrics.reading(responses) as
    case
        when responses < {{ var('hidden_below_answers') }} then 'hidden'
        when responses < {{ var('sound_from_answers') }} then 'indicative'
        else 'sound'
    end;

create or replace macro metrics.nps_group(score, scale) as
    case
        when scale not in ('0-10', '1-10') or score is null then null
        when score >= 9 then 'promoter'
        when score >= 7 then 'passive'
        else 'detractor'
    end;

{# METHODS §1: ten names on the grid of recency and frequency fifths, without gap or overlap. #}
create or replace macro metrics.rf_segment(recency_fifth, frequency_fifth) as
    case
        when recency_fifth <= 2 then case
            when frequency_fifth <= 2 then 'Hibernating'
            when frequency_fifth <= 4 then 'At Risk'
            else 'Can''t Lose Them'
        end
        when recency_fifth = 3 then case
            when frequency_fifth <= 2 then 'About to Sleep'
            when frequency_fifth = 3 then 'Need Attention'
            else 'Loyal Customers'
        end
        when recency_fifth = 4 then case
            when frequency_fifth = 1 then 'Promising'
            when frequency_fifth <= 3 then 'Potential Loyalists'
            else 'Loyal Customers'
        end
        else case
            when frequency_fifth = 1 then 'New Customers'
            when frequency_fifth <= 3 then 'Potential Loyalists'
            else 'Champions'
        end
    end;

{% endmacro %}
