with

responses as (

    select * from {{ ref('int_responses_typed') }}

),

final as (

    select
        response_id,
        client_key,
        booking_ref,
        client_type,
        client_type_basis,
        gender,
        age_band,
        branch,
        staff,
        recommend_scale,
        metrics.nps_group(recommend_score, recommend_scale) as nps_group,
        outcome,
        reason,
        improvement,
        mode,
        recommend_score,
        cast(wallet_share as double) as wallet_share,
        cast(own_rank as double) as own_rank,
        salons_used,
        contact_consent,
        quarter_start,
        month_start,
        submitted_date,
        submitted_at
    from responses

)

select * from final
