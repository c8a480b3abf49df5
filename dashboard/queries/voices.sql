-- What did clients say in their own words, the newest first? One row per client who did.
with

said as (

    select
        response_id as voice_id,
        client_key,
        coalesce(nps_group, 'no_score') as voice,
        recommend_score as score,
        recommend_scale as scale,
        branch,
        staff,
        client_type,
        reason,
        improvement,
        submitted_at as said_at
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($quarters, quarter_start)
        and coalesce(reason, improvement) is not null
    union all
    select
        rating_id as voice_id,
        null as client_key,
        'terminal' as voice,
        rating as score,
        '1-5' as scale,
        branch,
        null as staff,
        null as client_type,
        message as reason,
        null as improvement,
        rated_at as said_at
    from marts.fct_impulse_ratings
    where
        message is not null
        and list_contains($quarters, quarter_start)
        and ($branches is null or list_contains($branches, branch) is true)
        and $client_types is null
        and $categories is null
        and $services is null
        and $staff is null

),

found as (

    -- Every word must occur, wherever it stands, and letters count without size and accents.
    select *
    from said
    where
        ($voices is null or list_contains($voices, voice))
        and (
            $typed is null
            or len(list_filter(
                string_split(strip_accents(lower($typed)), ' '),
                lambda word: not contains(
                    strip_accents(lower(concat_ws(' ', reason, improvement))), word
                )
            )) = 0
        )

),

newest as (

    select
        *,
        count(*) over () as found
    from found
    order by
        said_at desc,
        voice_id asc
    limit $most

)

select
    newest.*,
    contacts.client_name
from newest
left join marts.client_contacts as contacts
    on newest.client_key = contacts.client_key
order by
    newest.said_at desc,
    newest.voice_id asc
