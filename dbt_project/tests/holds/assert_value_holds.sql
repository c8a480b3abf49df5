{{ all_hold([
    ref('acquisition'),
    ref('client_value'),
    ref('cohort_cells'),
    ref('cohorts'),
    ref('first_years'),
    ref('value_groups'),
    ref('value_model'),
], beside=[ref('dim_clients')]) }}
