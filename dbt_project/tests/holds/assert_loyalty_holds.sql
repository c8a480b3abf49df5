{{ all_hold([
    ref('loyalty_stages'),
    ref('loyalty_types'),
    ref('rf_migration'),
    ref('rfm'),
    ref('rfm_migration'),
    ref('rfm_thresholds'),
    ref('share_of_wallet'),
], beside=[ref('dim_clients'), ref('dim_quarters')]) }}
