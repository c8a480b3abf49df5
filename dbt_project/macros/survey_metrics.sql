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

{# What to read out of a change, or of a difference between two: `real` where chance alone would
   bring one as large in fewer than 5 of 100 cases. Of several tests take `metrics.holm_p` first. #}
create or replace macro metrics.change_reading(change, p) as
    case
        when change is null then 'unknown'
        when p is null then 'untested'
        when p >= 0.05 then 'noise'
        when change > 0 then 'up'
        else 'down'
    end;

{# Holm (1979): of all tests that are looked at together (`all_p`, empty ones do not count) the
   smallest p is multiplied by their number, the next by one less …, and none becomes smaller than
   one before it. #}
create or replace macro metrics.holm_p(p, all_p) as
    list_max(list_transform(
        list_filter(cast(all_p as double[]), lambda other: other <= p),
        lambda other: least(
            1.0,
            cast(other as double)
            * len(list_filter(cast(all_p as double[]), lambda third: third >= other))
        )
    ));

{# How likely two shares this different are where there is no difference: z test with the variance of
   both together, two sides. Empty where fewer than five of a kind are to be expected on a side:
   there the test says more than it knows. #}
create or replace macro metrics.share_difference_p(part_1, whole_1, part_2, whole_2) as
    case
        when
            least(whole_1, whole_2)
            * least(part_1 + part_2, whole_1 + whole_2 - part_1 - part_2)
            >= 5 * (whole_1 + whole_2)
            then metrics.two_sided_p(
                (metrics.share(part_1, whole_1) - metrics.share(part_2, whole_2)) / sqrt(
                    metrics.share(part_1 + part_2, whole_1 + whole_2)
                    * (1 - metrics.share(part_1 + part_2, whole_1 + whole_2))
                    * (1.0 / whole_1 + 1.0 / whole_2)
                )
            )
    end;

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

{# Complaints closed in time, of those that were closed or have been open for too long. #}
create or replace macro metrics.closed_in_time_rate(in_time, late, overdue) as
    metrics.share(in_time, in_time + late + overdue);

{# A mark of a factor as people write it: the share of the way from the worst to the best. #}
create or replace macro metrics.mark(rating_index, rating_min, rating_max) as
    rating_min + rating_index * (rating_max - rating_min);

{% endmacro %}

{# Satisfaction index of the factors in a window, 0 to 1: the mean of performance, weighted by
   importance as stated where every factor was asked about, else by derived importance. #}
{% macro satisfaction_index(performance, stated_importance, importance, window) -%}
case
    when count({{ stated_importance }}) over {{ window }} = count(*) over {{ window }}
        then
            {{ steady_sum(stated_importance ~ ' * ' ~ performance, 'over ' ~ window) }}
            / nullif({{ steady_sum(stated_importance, 'over ' ~ window) }}, 0)
    else
        {{ steady_sum(importance ~ ' * ' ~ performance, 'over ' ~ window) }}
        / nullif({{ steady_sum(importance, 'over ' ~ window) }}, 0)
end
{%- endmacro %}
