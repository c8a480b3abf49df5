{# The advertising that words on a client card or in an export of ads mean; empty where they mean
   none. Words of the salon (`[channels]` in salon.toml) come before those known to everybody. #}
{% macro advertising_of(words) %}
{%- set known = {
    'Meta Ads': [
        'instagram', 'facebook', 'meta ads', 'insta', 'инстаграм', 'фейсбук', 'інстаграм', 'фейсбук'
    ],
    'Google Ads': ['google', 'adwords', 'гугл', 'ґуґл'],
    'Yandex Direct': ['yandex', 'яндекс'],
    'TikTok Ads': ['tiktok', 'tik tok', 'тикток', 'тик ток'],
    'VK Ads': ['vkontakte', 'vk ads', 'вконтакте'],
} -%}
case
{%- for channel, spellings in (var('channels', {}) | default({}, true)).items() | list + known.items() | list %}
    when
        lower(trim({{ words }})) = lower({{ dbt.string_literal(dbt.escape_single_quotes(channel)) }})
        {%- for spelling in spellings %}
        or contains(lower({{ words }}), lower({{ dbt.string_literal(dbt.escape_single_quotes(spelling)) }}))
        {%- endfor %}
        then {{ dbt.string_literal(dbt.escape_single_quotes(channel)) }}
{%- endfor %}
end
{%- endmacro %}
