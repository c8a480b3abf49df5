{{ all_hold([
    ref('client_cards'),
    ref('client_contacts'),
    ref('client_quarters'),
    ref('dim_branches'),
    ref('dim_clients'),
    ref('dim_quarters'),
    ref('dim_services'),
    ref('dim_staff'),
    ref('fct_booking_lines'),
    ref('fct_staff_visits'),
    ref('fct_visit_lines'),
    ref('fct_visits'),
]) }}
