-- Whom did each branch lose and win in the quarter $quarter? One row per branch.
with

ends as (

    select
        from_branch as branch,
        sum(clients) as clients_before,
        sum(clients) filter (where move = 'stayed') as stayed,
        sum(clients) filter (where move = 'moved') as moved_away,
        sum(clients) filter (where move = 'lapsed') as lapsed,
        sum(revenue_365d_before) filter (where move = 'moved') as revenue_moved,
        sum(revenue_365d_before) filter (where move = 'lapsed') as revenue_lapsed,
        0 as moved_here,
        0 as won,
        0 as returned,
        0 as clients_now
    from marts.branch_moves
    where quarter_start = $quarter and from_branch is not null
    group by from_branch
    union all
    select
        to_branch as branch,
        0 as clients_before,
        0 as stayed,
        0 as moved_away,
        0 as lapsed,
        0 as revenue_moved,
        0 as revenue_lapsed,
        sum(clients) filter (where move = 'moved') as moved_here,
        sum(clients) filter (where move = 'new') as won,
        sum(clients) filter (where move = 'returned') as returned,
        sum(clients) as clients_now
    from marts.branch_moves
    where quarter_start = $quarter and to_branch is not null
    group by to_branch

)

select
    branch,
    cast(coalesce(sum(clients_before), 0) as bigint) as clients_before,
    cast(coalesce(sum(stayed), 0) as bigint) as stayed,
    cast(coalesce(sum(moved_away), 0) as bigint) as moved_away,
    cast(coalesce(sum(lapsed), 0) as bigint) as lapsed,
    cast(coalesce(sum(moved_here), 0) as bigint) as moved_here,
    cast(coalesce(sum(won), 0) as bigint) as won,
    cast(coalesce(sum(returned), 0) as bigint) as returned,
    cast(coalesce(sum(clients_now), 0) as bigint) as clients_now,
    coalesce(sum(revenue_moved), 0) as revenue_moved,
    coalesce(sum(revenue_lapsed), 0) as revenue_lapsed,
    metrics.share(coalesce(sum(moved_away), 0), sum(clients_before)) as moved_share,
    metrics.share(coalesce(sum(lapsed), 0), sum(clients_before)) as lapsed_share
from ends
where $branches is null or list_contains($branches, branch) is true
group by branch
order by branch
