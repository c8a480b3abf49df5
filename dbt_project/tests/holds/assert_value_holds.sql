{{ all_hold([
    ref('cohorts'),
]) }}
