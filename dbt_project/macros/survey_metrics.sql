{# How far scores and shares of people asked can be trusted (METHODS §5, AAPOR Standard Definitions).
   Made beside `metrics.sql`; scores and their errors are in points, from -100 to 100. #}
{% macro create_survey_metrics() %}

{# Variance of one answer that counts 1, 0 or -1. #}
create or replace macro metrics.nps_variance(promoters, detractors, responses) as
    cast(promoters + detractors as double) / nullif(responses, 0)
    - pow(cast(promoters - detractors as double) / nullif(responses, 0), 2);

create or replace macro metrics.nps_standard_error(promoters, detractors, responses) as
    100.0 * sqrt(
        greatest(0.0, metrics.nps_variance(promoters, detractors, responses))
        / nullif(responses, 0)
    );

{# By how much an error shrinks where `responses` of only `clients` people answered. #}
create or replace macro metrics.finite_population(responses, clients) as
    case
        when clients > 1
            then sqrt(greatest(0.0, cast(clients - responses as double)) / (clients - 1))
        when clients = 1 then 0.0
    end;

{# Two independent slices, the earlier or compared one first. Without any spread in both there is
   nothing to test with. #}
create or replace macro metrics.nps_change_error(
    promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
) as
    sqrt(
        pow(metrics.nps_standard_error(promoters_1, detractors_1, responses_1), 2)
        + pow(metrics.nps_standard_error(promoters_2, detractors_2, responses_2), 2)
    );

create or replace macro metrics.nps_difference(
    promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
) as
    metrics.nps(promoters_2, detractors_2, responses_2)
    - metrics.nps(promoters_1, detractors_1, responses_1);

create or replace macro metrics.nps_change_p(
    promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
) as
    metrics.two_sided_p(
        metrics.nps_difference(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ) / nullif(metrics.nps_change_error(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ), 0)
    );

{# The same as one row: `select * from metrics.nps_change(120, 30, 200, 90, 40, 180)`. #}
create or replace macro metrics.nps_change(
    promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
) as table
select
    tested.nps_change,
    tested.standard_error,
    tested.nps_change / nullif(tested.standard_error, 0) as z,
    metrics.two_sided_p(tested.nps_change / nullif(tested.standard_error, 0)) as p,
    tested.nps_change - 1.959963984540054 * tested.standard_error as change_low,
    tested.nps_change + 1.959963984540054 * tested.standard_error as change_high
from (
    select
        metrics.nps_difference(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ) as nps_change,
        metrics.nps_change_error(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ) as standard_error
) as tested;

{# The same clients asked twice: of each the change of an answer that counts 1, 0 or -1, so from -2 to
   2; given are the sum of these changes, the sum of their squares, and the clients. #}
create or replace macro metrics.nps_paired_change(changes, squared_changes, clients) as table
select
    tested.nps_change,
    tested.standard_error,
    tested.nps_change / nullif(tested.standard_error, 0) as z,
    metrics.two_sided_p(tested.nps_change / nullif(tested.standard_error, 0)) as p,
    tested.nps_change - 1.959963984540054 * tested.standard_error as change_low,
    tested.nps_change + 1.959963984540054 * tested.standard_error as change_high
from (
    select
        100.0 * changes / nullif(clients, 0) as nps_change,
        100.0 * sqrt(
            (
                cast(squared_changes as double) / nullif(clients, 0)
                - pow(cast(changes as double) / nullif(clients, 0), 2)
            ) / nullif(clients, 0)
        ) as standard_error
) as tested;

{# AAPOR: complete and partial answers, refusals, people not reached, other losses, people of whom it
   is unknown whether they should have been asked, and the share of these who should (`eligible`). #}
create or replace macro metrics.response_rate_1(complete, partly, refused, missed, other, unknown) as
    cast(complete as double) / nullif(complete + partly + refused + missed + other + unknown, 0);

create or replace macro metrics.response_rate_2(complete, partly, refused, missed, other, unknown) as
    cast(complete + partly as double)
    / nullif(complete + partly + refused + missed + other + unknown, 0);

create or replace macro metrics.response_rate_3(
    complete, partly, refused, missed, other, unknown, eligible
) as
    cast(complete as double)
    / nullif(complete + partly + refused + missed + other + eligible * unknown, 0);

create or replace macro metrics.cooperation_rate_1(complete, partly, refused, other) as
    cast(complete as double) / nullif(complete + partly + refused + other, 0);

create or replace macro metrics.cooperation_rate_3(complete, partly, refused) as
    cast(complete as double) / nullif(complete + partly + refused, 0);

create or replace macro metrics.refusal_rate_1(complete, partly, refused, missed, other, unknown) as
    cast(refused as double) / nullif(complete + partly + refused + missed + other + unknown, 0);

{# METHODS §6: importance and performance against their means; a value at the mean is high. #}
create or replace macro metrics.driver_quadrant(
    performance, importance, mean_performance, mean_importance
) as
    case
        when performance is null or importance is null then null
        when importance >= mean_importance and performance < mean_performance
            then 'concentrate here'
        when importance >= mean_importance then 'keep up the good work'
        when performance < mean_performance then 'low priority'
        else 'possible overkill'
    end;

{% endmacro %}
