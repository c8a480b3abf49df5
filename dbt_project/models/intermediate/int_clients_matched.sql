{# Two cards are one client when a chain of shared ids, e-mails and phones leads from one to the
   other. Every pass hands the smallest token one step on, and then to all who stand under what that
   step led away from: so the reach about doubles with each pass. The test
   `assert_matching_is_complete` fails the build if a chain was longer still. #}
{% set passes = 6 %}

with

identities as (

    select * from {{ ref('int_identities_collected') }}

),

pass_0 as (

    select
        identity_id,
        ref_token,
        email_token,
        phone_token,
        coalesce(ref_token, email_token, phone_token) as label
    from identities
    where coalesce(ref_token, email_token, phone_token) is not null

),

{% for pass in range(1, passes + 1) %}
near_{{ pass }} as (

    select
        identity_id,
        ref_token,
        email_token,
        phone_token,
        label,
        least(
            label,
            case when ref_token is not null then min(label) over (partition by ref_token) end,
            case when email_token is not null then min(label) over (partition by email_token) end,
            case when phone_token is not null then min(label) over (partition by phone_token) end
        ) as near_label
    from pass_{{ pass - 1 }}

),

led_{{ pass }} as (

    select
        label,
        min(near_label) as leads_to
    from near_{{ pass }}
    group by label

),

pass_{{ pass }} as (

    select
        near_{{ pass }}.identity_id,
        near_{{ pass }}.ref_token,
        near_{{ pass }}.email_token,
        near_{{ pass }}.phone_token,
        led_{{ pass }}.leads_to as label
    from near_{{ pass }}
    inner join led_{{ pass }}
        on near_{{ pass }}.near_label = led_{{ pass }}.label

),

{% endfor %}
ordered as (

    -- Where the orders of a person led to; a name that one of them names goes there.
    select
        identities.branch,
        identities.name_key,
        pass_{{ passes }}.label
    from pass_{{ passes }}
    inner join identities
        on pass_{{ passes }}.identity_id = identities.identity_id
    where identities.is_order

),

named_only as (

    select *
    from identities
    where coalesce(ref_token, email_token, phone_token) is null

),

known_names as (

    select distinct
        identities.name_key,
        identities.system,
        identities.branch,
        pass_{{ passes }}.label
    from pass_{{ passes }}
    inner join identities
        on pass_{{ passes }}.identity_id = identities.identity_id
    where identities.name_key is not null and identities.is_order is not true

),

found_by_name as (

    -- A row with a name alone belongs to the one known client of that name in its branch. Client
    -- cards often name no branch; they speak for all branches of their system.
    select
        named_only.identity_id,
        min(known_names.label) as label
    from named_only
    inner join known_names
        on
            named_only.name_key = known_names.name_key
            and (
                named_only.branch = known_names.branch
                or (known_names.branch is null and named_only.system = known_names.system)
            )
    group by named_only.identity_id
    having count(distinct known_names.label) = 1

),

labelled as (

    select
        pass_{{ passes }}.identity_id,
        pass_{{ passes }}.label,
        false as is_by_name
    from pass_{{ passes }}
    inner join identities
        on pass_{{ passes }}.identity_id = identities.identity_id
    where identities.is_order is not true

    union all

    -- Nobody of that name, or two: then the name inside the branch is all that is known.
    select
        named_only.identity_id,
        coalesce(
            ordered.label,
            found_by_name.label,
            concat_ws('|', '4 name', coalesce(named_only.branch, ''), named_only.name_key)
        ) as label,
        ordered.label is null and found_by_name.label is not null as is_by_name
    from named_only
    left join ordered
        on named_only.branch = ordered.branch and named_only.name_key = ordered.name_key
    left join found_by_name
        on named_only.identity_id = found_by_name.identity_id

),

final as (

    -- The salt makes the key useless to anybody who tries phone numbers.
    select
        labelled.identity_id,
        md5(concat_ws('|', workspace.client_key_salt, labelled.label)) as client_key,
        case substr(labelled.label, 1, 1)
            when '1' then 'id'
            when '2' then 'email'
            when '3' then 'phone'
            else 'name'
        end as identity_basis,
        labelled.label as client_token,
        labelled.is_by_name,
        labelled.label in (select ordered.label from ordered) as is_by_order
    from labelled
    cross join {{ source('raw', 'workspace') }} as workspace

)

select * from final
