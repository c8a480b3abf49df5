{{ all_hold([
    ref('cadences'),
    ref('call_list'),
    ref('call_list_suppressed'),
    ref('kpi_figures'),
    ref('kpi_revisions'),
    ref('losses'),
    ref('monthly_kpis'),
    ref('retention_alternatives'),
    ref('revenue_bridge'),
    ref('staff_quarters'),
    ref('visit_ladder'),
    ref('visit_ladder_days'),
], beside=[ref('dim_branches'), ref('dim_clients')]) }}
