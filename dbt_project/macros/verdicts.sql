{# Whether a figure really changed between two periods; the earlier one is given first. "Real" is what
   would come about by chance in fewer than 1 of 100 months: a page shows sixteen figures, and with 1
   of 20 it would cry wolf nearly every month.

   `metrics.compare_…` take sums, which several months of a slice can be put together from, and give
   one struct: both values (a period of several months has the mean of its months), how many each
   stands on, the change, its variance where nothing changed but by chance, the degrees of freedom
   where it is Student's, and whether there are enough to tell. `metrics.change_z` and
   `metrics.verdict` read it, for an analyst by `metrics.tested`:

   select * from metrics.tested(metrics.compare_shares(30, 100, 60, 120))

   That the same clients come in both periods is left out of account: it makes a change harder to call
   real, never easier. #}
{% macro create_verdicts() %}

create schema if not exists metrics;

{# 30 clients, visits or events: below that neither the normal distribution nor an owner can tell. #}
create or replace macro metrics.enough_to_compare(units) as units >= 30;

{# Two proportions, with their pooled share. Without 5 cases expected of either kind in both periods
   there is no variance to trust. #}
create or replace macro metrics.compare_shares(part_1, whole_1, part_2, whole_2) as
    {
        'value_before': metrics.share(part_1, whole_1),
        'value_now': metrics.share(part_2, whole_2),
        'n_before': cast(whole_1 as double),
        'n_now': cast(whole_2 as double),
        'change': metrics.share(part_2, whole_2) - metrics.share(part_1, whole_1),
        'variance': case
            when
                least(whole_1, whole_2)
                * least(part_1 + part_2, whole_1 + whole_2 - part_1 - part_2)
                >= 5 * (whole_1 + whole_2)
                then
                    metrics.share(part_1 + part_2, whole_1 + whole_2)
                    * (1 - metrics.share(part_1 + part_2, whole_1 + whole_2))
                    * (1.0 / whole_1 + 1.0 / whole_2)
        end,
        'degrees': cast(null as double),
        'is_enough': metrics.enough_to_compare(least(whole_1, whole_2))
    };

{# What comes one by one (Poisson), at the rate of both periods together. #}
create or replace macro metrics.compare_counts(count_1, months_1, count_2, months_2) as
    {
        'value_before': cast(count_1 as double) / months_1,
        'value_now': cast(count_2 as double) / months_2,
        'n_before': cast(count_1 as double),
        'n_now': cast(count_2 as double),
        'change': cast(count_2 as double) / months_2 - cast(count_1 as double) / months_1,
        'variance':
            cast(count_1 + count_2 as double) / (months_1 + months_2)
            * (1.0 / months_1 + 1.0 / months_2),
        'degrees': cast(null as double),
        'is_enough': metrics.enough_to_compare(count_1 + count_2)
    };

{# What comes client by client (compound Poisson): the variance of a month's sum is the sum of the
   squares of what each client brought in it. #}
create or replace macro metrics.compare_sums(
    sum_1, squares_1, clients_1, months_1, sum_2, squares_2, clients_2, months_2
) as
    {
        'value_before': cast(sum_1 as double) / months_1,
        'value_now': cast(sum_2 as double) / months_2,
        'n_before': cast(clients_1 as double),
        'n_now': cast(clients_2 as double),
        'change': cast(sum_2 as double) / months_2 - cast(sum_1 as double) / months_1,
        'variance':
            cast(squares_1 as double) / (months_1 * months_1)
            + cast(squares_2 as double) / (months_2 * months_2),
        'degrees': cast(null as double),
        'is_enough': metrics.enough_to_compare(least(clients_1, clients_2))
    };

{# The variance of a ratio of two sums over clients, by the delta method: given are the clients, both
   sums, the sum of the upper one's squares, of the products, of the lower one's squares. #}
create or replace macro metrics.ratio_variance(
    clients, upper, lower, upper_squares, products, lower_squares
) as
    case
        when clients > 1 and lower > 0
            then
                cast(clients as double) / (clients - 1) * greatest(
                    0.0,
                    cast(upper_squares as double)
                    - 2 * cast(upper as double) / lower * cast(products as double)
                    + pow(cast(upper as double) / lower, 2) * lower_squares
                ) / pow(cast(lower as double), 2)
    end;

create or replace macro metrics.compare_ratios(
    clients_1, upper_1, lower_1, variance_1, clients_2, upper_2, lower_2, variance_2
) as
    {
        'value_before': metrics.share(upper_1, lower_1),
        'value_now': metrics.share(upper_2, lower_2),
        'n_before': cast(clients_1 as double),
        'n_now': cast(clients_2 as double),
        'change': metrics.share(upper_2, lower_2) - metrics.share(upper_1, lower_1),
        'variance': variance_1 + variance_2,
        'degrees': cast(null as double),
        'is_enough': metrics.enough_to_compare(least(clients_1, clients_2))
    };

{# Two means per client (Welch 1947): `variance` is that of the mean, as `ratio_variance` gives it
   where each client counts 1 below the line. #}
create or replace macro metrics.compare_means(
    clients_1, sum_1, variance_1, clients_2, sum_2, variance_2
) as
    {
        'value_before': metrics.share(sum_1, clients_1),
        'value_now': metrics.share(sum_2, clients_2),
        'n_before': cast(clients_1 as double),
        'n_now': cast(clients_2 as double),
        'change': metrics.share(sum_2, clients_2) - metrics.share(sum_1, clients_1),
        'variance': variance_1 + variance_2,
        'degrees': pow(variance_1 + variance_2, 2) / nullif(
            pow(variance_1, 2) / nullif(clients_1 - 1, 0)
            + pow(variance_2, 2) / nullif(clients_2 - 1, 0),
            0
        ),
        'is_enough': metrics.enough_to_compare(least(clients_1, clients_2))
    };

{# Two scores of people who would recommend the salon; see `metrics.nps_change`. #}
create or replace macro metrics.compare_scores(
    promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
) as
    {
        'value_before': case
            when metrics.reading(responses_1) != 'hidden'
                then cast(metrics.nps(promoters_1, detractors_1, responses_1) as double)
        end,
        'value_now': case
            when metrics.reading(responses_2) != 'hidden'
                then cast(metrics.nps(promoters_2, detractors_2, responses_2) as double)
        end,
        'n_before': cast(responses_1 as double),
        'n_now': cast(responses_2 as double),
        'change': cast(metrics.nps_difference(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ) as double),
        'variance': pow(metrics.nps_change_error(
            promoters_1, detractors_1, responses_1, promoters_2, detractors_2, responses_2
        ), 2),
        'degrees': cast(null as double),
        'is_enough':
            metrics.reading(responses_1) = 'sound' and metrics.reading(responses_2) = 'sound'
    };

{# Student's t brought to the normal distribution as by Wallace (1959): right to a hundredth of p from
   ten degrees of freedom on. #}
create or replace macro metrics.normal_of_student(t, degrees) as
    case
        when degrees is null then t
        else (8 * degrees + 1) / (8 * degrees + 3) * sqrt(degrees * ln(1 + t * t / degrees))
    end;

{# How many of its own standard deviations a change is; without any spread there is nothing to test
   with. How likely so large a change, or a larger one, is by chance alone is its `two_sided_p`. #}
create or replace macro metrics.change_z(comparison) as
    metrics.normal_of_student(
        comparison.change / nullif(sqrt(comparison.variance), 0), comparison.degrees
    );

{# real, noise or too_few; what cannot be tested is too little to tell, unless nothing changed. #}
create or replace macro metrics.verdict(change, p, is_enough) as
    case
        when change is null then null
        when not coalesce(is_enough, false) then 'too_few'
        when p < 0.01 then 'real'
        when p is null and change != 0 then 'too_few'
        else 'noise'
    end;

{# A comparison as one row, with its p and its verdict. #}
create or replace macro metrics.tested(comparison) as table
select
    told.compared,
    told.z,
    metrics.two_sided_p(told.z) as p,
    metrics.verdict(
        told.compared.change, metrics.two_sided_p(told.z), told.compared.is_enough
    ) as verdict
from (
    select
        given.compared,
        metrics.change_z(given.compared) as z
    from (select comparison as compared) as given
) as told;

{# All clients of a month have had the days in which they may return by the last day of the data. #}
create or replace macro metrics.is_return_known(month_start, last_day_of_data) as
    last_day(month_start) + {{ var('retention_days') }} <= last_day_of_data;

{% endmacro %}
