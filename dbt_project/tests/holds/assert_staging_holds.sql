{{ all_hold([
    ref('stg_booking_lines'),
    ref('stg_clients'),
    ref('stg_complaints'),
    ref('stg_day_totals'),
    ref('stg_impulse_ratings'),
    ref('stg_marketing_spend'),
    ref('stg_services'),
    ref('stg_survey_ratings'),
    ref('stg_survey_responses'),
]) }}
