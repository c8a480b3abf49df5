{# A name as it is compared: small letters, no blanks around. Null where there is none. Blanks
   inside were made single when the file was loaded. #}
{% macro plain_name(name) -%}
nullif(lower(trim({{ name }})), '')
{%- endmacro %}

{# One text for all that a row says about who the client is; null where it says nothing. #}
{% macro identity_of(branch='branch') -%}
case
            when coalesce(client_ref, email, phone, {{ plain_name('client_name') }}) is not null
                then md5(concat_ws(
                    '|', system, coalesce({{ branch }}, ''), coalesce(client_ref, ''),
                    coalesce(email, ''), coalesce(phone, ''),
                    coalesce({{ plain_name('client_name') }}, '')
                ))
        end
{%- endmacro %}
