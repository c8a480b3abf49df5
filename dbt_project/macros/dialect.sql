{# What DuckDB and Spark write differently. Everything else in the project is read by both. #}

{% macro month_of(day) -%}
{%- if target.type == 'duckdb' -%} cast(date_trunc('month', {{ day }}) as date)
{%- else -%} trunc({{ day }}, 'MM')
{%- endif -%}
{%- endmacro %}

{% macro quarter_of(day) -%}
{%- if target.type == 'duckdb' -%} cast(date_trunc('quarter', {{ day }}) as date)
{%- else -%} trunc({{ day }}, 'Q')
{%- endif -%}
{%- endmacro %}

{% macro days_between(earlier, later) -%}
{%- if target.type == 'duckdb' -%} date_diff('day', {{ earlier }}, {{ later }})
{%- else -%} datediff({{ later }}, {{ earlier }})
{%- endif -%}
{%- endmacro %}

{% macro months_between_starts(earlier, later) -%}
{%- if target.type == 'duckdb' -%} date_diff('month', {{ earlier }}, {{ later }})
{%- else -%} cast(months_between({{ later }}, {{ earlier }}) as bigint)
{%- endif -%}
{%- endmacro %}

{% macro add_days(day, days) -%}
{%- if target.type == 'duckdb' -%} cast({{ day }} + to_days(cast({{ days }} as integer)) as date)
{%- else -%} date_add({{ day }}, cast({{ days }} as int))
{%- endif -%}
{%- endmacro %}

{% macro add_months(day, months) -%}
{%- if target.type == 'duckdb' -%}
cast({{ day }} + to_months(cast({{ months }} as integer)) as date)
{%- else -%} add_months({{ day }}, cast({{ months }} as int))
{%- endif -%}
{%- endmacro %}

{# 1 is Monday. #}
{% macro weekday_of(moment) -%}
{%- if target.type == 'duckdb' -%} isodow({{ moment }})
{%- else -%} weekday({{ moment }}) + 1
{%- endif -%}
{%- endmacro %}

{% macro hours_after(moment, hours) -%}
{{ moment }} + interval '{{ hours }}' hour
{%- endmacro %}

{# Seconds are counted: minutes and hours would count how often a full one was passed. #}
{% macro minutes_between(earlier, later) -%}
{%- if target.type == 'duckdb' -%}
date_diff('second', {{ earlier }}, {{ later }}) / 60.0
{%- else -%} timestampdiff(second, {{ earlier }}, {{ later }}) / 60.0
{%- endif -%}
{%- endmacro %}

{% macro hours_between(earlier, later) -%}
{{ minutes_between(earlier, later) }} / 60
{%- endmacro %}

{# One row per month (or quarter) from the first to the last, both included. #}
{% macro months_from_to(first, last, step=1) -%}
{%- if target.type == 'duckdb' -%}
cast(unnest(generate_series({{ first }}, {{ last }}, interval '{{ step }}' month)) as date)
{%- else -%} explode(sequence({{ first }}, {{ last }}, interval '{{ step }}' month))
{%- endif -%}
{%- endmacro %}

{# One row per day from the first to the last, both included. #}
{% macro days_from_to(first, last) -%}
{%- if target.type == 'duckdb' -%}
cast(unnest(generate_series({{ first }}, {{ last }}, interval 1 day)) as date)
{%- else -%} explode(sequence({{ first }}, {{ last }}, interval 1 day))
{%- endif -%}
{%- endmacro %}

{# The quantile between two values is interpolated (type 7), in both engines. #}
{% macro quantile(value, probability) -%}
{%- if target.type == 'duckdb' -%} quantile_cont({{ value }}, {{ probability }})
{%- else -%} percentile({{ value }}, {{ probability }})
{%- endif -%}
{%- endmacro %}

{# A column that exists in one engine and has nothing to point to in the other. #}
{% macro text_list(values) -%}
({% for value in values %}'{{ value | replace("'", "''") }}'{{ ", " if not loop.last }}{% else %}''{% endfor %})
{%- endmacro %}

{# One row per part of a text. #}
{% macro split_rows(text, separator) -%}
{%- if target.type == 'duckdb' -%} unnest(string_split({{ text }}, '{{ separator }}'))
{%- else -%} explode(split({{ text }}, '{{ separator }}'))
{%- endif -%}
{%- endmacro %}

{# A number from 0 up to 1 that is always the same for a key, as if drawn by lot. `salt` makes lots
   for different ends independent; the key itself is made with the salon's secret. #}
{% macro lot(key, salt) -%}
{%- set digits = "substr(md5(concat(" ~ key ~ ", '|" ~ salt ~ "')), 1, 8)" -%}
{%- if target.type == 'duckdb' -%} cast(concat('0x', {{ digits }}) as bigint) / 4294967296.0
{%- else -%} cast(conv({{ digits }}, 16, 10) as bigint) / 4294967296.0
{%- endif -%}
{%- endmacro %}

{# The different values of all rows in their order, as a list; and a row per value of a list. #}
{% macro sorted_set(value) -%}
{%- if target.type == 'duckdb' -%} list_sort(list(distinct {{ value }}))
{%- else -%} array_sort(collect_set({{ value }}))
{%- endif -%}
{%- endmacro %}

{% macro rows_of(values) -%}
{%- if target.type == 'duckdb' -%} unnest({{ values }})
{%- else -%} explode({{ values }})
{%- endif -%}
{%- endmacro %}

{# What tells many rows from many others, whatever their order: a number of 64 bits of the values of
   each, added up. Two of them with the values in another order are as good as equality. #}
{% macro fingerprint(values) -%}
{%- if target.type == 'duckdb' -%} sum(cast(hash({{ values | join(', ') }}) as decimal(38, 0)))
{%- else -%} sum(cast(xxhash64({{ values | join(', ') }}) as decimal(38, 0)))
{%- endif -%}
{%- endmacro %}

{# The texts of all rows in one; null where there are none. #}
{% macro texts_joined(text) -%}
{%- if target.type == 'duckdb' -%} string_agg({{ text }}, '; ')
{%- else -%} nullif(array_join(collect_list({{ text }}), '; '), '')
{%- endif -%}
{%- endmacro %}

{# Stops with a message: the only way in which a test can say more than how many rows fail. #}
{% macro stopped(message) -%}
{%- if target.type == 'duckdb' -%} error('broken: ' || {{ message }}) is null
{%- else -%} raise_error(concat('broken: ', {{ message }})) is null
{%- endif -%}
{%- endmacro %}
