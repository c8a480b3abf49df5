{{ all_hold([
    ref('data_quality'),
    ref('day_totals_checked'),
    ref('load_log'),
]) }}
