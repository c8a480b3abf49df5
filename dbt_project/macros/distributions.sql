{# The normal distribution function, which neither DuckDB nor Spark has: the rational function of
   Hart (1968, algorithm 5666), and a continued fraction in the far tails. Its error is below 1e-14. #}
{% macro create_distributions() %}

create schema if not exists metrics;

{# The upper tail for z >= 0. #}
create or replace macro metrics.normal_tail(z) as
    exp(-z * z / 2) * case
        when z < 7.07106781186547
            then
                (
                    (((((3.52624965998911e-02 * z + 0.700383064443688) * z + 6.37396220353165) * z
                    + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z
                    + 220.206867912376
                ) / (
                    ((((((8.83883476483184e-02 * z + 1.75566716318264) * z + 16.064177579207) * z
                    + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z
                    + 793.826512519948) * z + 440.413735824752
                )
        else 1 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631
    end;

create or replace macro metrics.normal_cdf(z) as
    case
        when z > 0 then 1 - metrics.normal_tail(cast(z as double))
        else metrics.normal_tail(-cast(z as double))
    end;

{# How likely a z this far from 0, or farther, is where nothing changed. A macro is text: through the
   list z is written once, not thirty times, where it is itself a long formula. #}
create or replace macro metrics.two_sided_p(z) as
    list_transform([abs(cast(z as double))], lambda size: 2 * metrics.normal_tail(size))[1];

{% endmacro %}

{% macro normal_cdf(z) -%} metrics.normal_cdf({{ z }}) {%- endmacro %}
