{{ all_hold([
    ref('clients_at_risk'),
    ref('fct_complaints'),
    ref('fct_impulse_ratings'),
    ref('fct_response_services'),
    ref('fct_survey_ratings'),
    ref('fct_survey_responses'),
    ref('nps_by_category'),
    ref('nps_weighted'),
    ref('response_rates'),
    ref('satisfaction_drivers'),
], beside=[ref('dim_branches'), ref('dim_clients'), ref('dim_quarters')]) }}
