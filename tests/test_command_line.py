"""The command line as a person uses it."""

import json

import pytest

MARTS = {
    "dim_clients": "client_key first_visit_date last_visit_date visits revenue"
    " first_service_category acquisition_channel gender birth_year home_branch marketing_consent"
    " is_blocked identity_basis",
    "client_contacts": "client_key client_name phone email notes",
    "fct_booking_lines": "line_key status starts_at created_at branch staff service"
    " service_category net_amount list_amount discount_amount",
    "fct_visits": "visit_id client_key branch visit_date quarter_start month_start visit_number"
    " days_since_previous service_revenue product_revenue revenue was_rebooked client_type",
    "fct_visit_lines": "line_key visit_id client_key service service_category staff net_amount"
    " client_type",
    "client_quarters": "client_key quarter_start as_of client_type visits revenue visits_365d"
    " revenue_365d recency_days stage is_lapsed",
    "rfm": "client_key quarter_start recency_days frequency monetary r_score f_score m_score"
    " segment rf_segment",
    "rfm_thresholds": "quarter_start axis level",
    "fct_survey_responses": "response_id client_key quarter_start client_type gender age_band"
    " branch staff recommend_score recommend_scale nps_group outcome reason improvement",
    "fct_response_services": "response_id service_category service",
    "nps_by_category": "quarter_start recommend_scale client_type service_category promoters"
    " passives detractors responses refusals invited nps nps_low nps_high response_rate reading",
    "cohorts": "cohort_month age_months clients active_clients revenue arpu"
    " cumulative_revenue_per_client retention is_complete",
    "monthly_kpis": "month_start branch revenue service_revenue product_revenue visits clients"
    " new_clients regular_clients lost_clients average_check arpu visits_per_client"
    " first_visit_retention_90d repeat_retention_90d rebooking_rate no_show_rate"
    " cancellation_rate retail_share unidentified_share nps responses response_rate complaints",
    "dim_services": "service service_category",
    "dim_staff": "staff",
    "dim_branches": "branch",
    "dim_quarters": "quarter_start as_of",
}


def asked(run, workspace, sql):
    return json.loads(run("query", "--json", sql, workspace=workspace).stdout)


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_answers_with_its_columns(run, demo_workspace, mart):
    columns = MARTS[mart].split()
    sql = f"select {', '.join(columns)} from marts.{mart} limit 1"
    (row,) = asked(run, demo_workspace, sql)
    assert list(row) == columns


def test_the_27_segments_are_named_from_worst_to_best(run, demo_workspace):
    sql = "select distinct segment from marts.rfm order by segment"
    found = {row["segment"] for row in asked(run, demo_workspace, sql)}
    assert found <= {f"R{r}F{f}M{m}" for r in (1, 2, 3) for f in (1, 2, 3) for m in (1, 2, 3)}
    assert {"R1F1M1", "R3F3M3"} <= found


def test_a_build_cannot_be_written_to(run, demo_workspace):
    done = run("query", "drop table marts.rfm", workspace=demo_workspace, check=False)
    assert done.returncode == 1
    assert "read-only" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_cannot_leave_the_build(run, demo_workspace):
    sql = "select * from read_csv('/etc/hostname')"
    done = run("query", sql, workspace=demo_workspace, check=False)
    assert done.returncode == 1
    assert "disabled" in done.stderr


def test_a_wrong_query_is_explained(run, demo_workspace):
    done = run("query", "select nonsense from marts.rfm", workspace=demo_workspace, check=False)
    assert done.returncode == 1
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_answers_in_csv(run, demo_workspace):
    done = run("query", "--csv", "select 1 as one, 'a' as word", workspace=demo_workspace)
    assert done.stdout == "one,word\n1,a\n"


def test_before_the_first_build_a_query_says_what_to_do(run, empty_workspace):
    done = run("query", "select 1", workspace=empty_workspace, check=False)
    assert done.returncode == 1
    assert "regulars refresh" in done.stderr


def test_a_folder_that_is_no_salon_is_named(run, tmp_path):
    done = run("status", "--workspace", tmp_path, check=False)
    assert done.returncode == 1
    assert "regulars init" in done.stderr


def test_a_salon_is_not_made_twice(run, empty_workspace):
    done = run("init", empty_workspace, check=False)
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr


def test_a_new_salon_has_settings_that_load_and_templates(run, empty_workspace):
    assert json.loads(run("status", "--json", workspace=empty_workspace).stdout)["build"] is None
    templates = {file.name for file in (empty_workspace / "templates").iterdir()}
    assert {"booking_lines.csv", "booking_lines.xlsx", "survey_responses.csv"} <= templates


def test_a_mistake_in_the_settings_is_explained(run, empty_workspace):
    (empty_workspace / "salon.toml").write_text("[definitions]\nlapse_dayz = 90\n")
    done = run("build", workspace=empty_workspace, check=False)
    assert done.returncode == 1
    assert "did you mean definitions.lapse_days?" in done.stderr


def test_the_status_says_what_is_loaded_and_built(run, demo_workspace):
    status = json.loads(run("status", "--json", workspace=demo_workspace).stdout)
    assert status["files_refused"] == 0
    assert status["files_waiting"] == 0
    assert status["last_day_of_data"] == "2026-10-31"
    assert status["build"].startswith("regulars-")


def test_every_format_says_how_sure_it_is(run):
    known = json.loads(run("formats", "--json").stdout)
    names = {row["name"] for row in known}
    assert {"fresha/appointments", "square/items", "plain/booking_lines"} <= names
    assert all(row["how_sure"] for row in known)


def test_a_demo_does_not_overwrite_a_salon_of_ones_own(run, empty_workspace):
    done = run("demo", empty_workspace, "--no-dashboard", check=False)
    assert done.returncode == 1
    assert "Name another folder" in done.stderr


@pytest.mark.parametrize(("option", "value"), [("--clients", "1"), ("--years", "99")])
def test_a_demo_of_impossible_size_is_refused(run, tmp_path, option, value):
    done = run("demo", tmp_path / "d", "--no-dashboard", option, value, check=False)
    assert done.returncode == 1
    assert "is not allowed" in done.stderr
