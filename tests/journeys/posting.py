"""An employer's way through the five steps of a posting."""

from __future__ import annotations

from tests.journeys.walking import Walker, days_ahead

TITLE = "Nurse Care Coordinator, Diabetes"
DESCRIPTION = (
    "You keep the care plans of people with diabetes moving between their visits: calls after each lab, "
    "closed referrals, and a plan each of them can follow. Six nurses, one social worker, a calm lead."
)


def post_job(owner: Walker) -> None:
    """A job with two alternative paths, a line each for now, the first day and later, and one preferred."""
    owner.go("/hire/").follow("Post a job", exact=False).at("/hire/jobs/new/").picture("job-new")
    owner.fill(role_family="rn-care-coordinator", title=TITLE).press("Start the job")
    owner.at("/edit/role/").fill(employment_type="full_time", hours_per_week="40")
    owner.tick("settings", "primary-care").tick("shifts", "days")
    owner.page.locator('[name="is_outpatient"]').check()
    owner.picture("job-role").press("Save and go to duties")
    fill_duties(owner)
    build_requirements(owner)
    fill_pay(owner)


def fill_duties(owner: Walker) -> None:
    owner.at("/edit/work/").tick("duties", "patient-education", "referrals")
    owner.tick("soft_skills", "compassion").fill(description=DESCRIPTION, caseload="120")
    owner.fill(share_phone="50", share_desk="30", share_field="20", on_call="False")
    owner.fill(supervision_hours_per_month="4").picture("job-duties")
    owner.press("Save and go to requirements")


def build_requirements(owner: Walker) -> None:
    owner.at("/edit/requirements/").sees("RN license")
    while owner.page.get_by_role("button", name="Remove: ").count():
        owner.press("Remove: ", exact=False)
    owner.press("Add alternatives: any one of several paths").sees("Path A", "Path B")
    _fill_line(owner, "0.0", "rn", reason="law")
    _fill_line(owner, "0.1", "master", reason="payer")
    owner.press("Add to path A")
    _fill_line(owner, "0.0.1", "bachelor", reason="payer")
    _add_line(owner, "1", "experience:care-coordination", reason="safety")
    _add_line(owner, "2", "bls", reason="safety", timing="at_start")
    _add_line(owner, "3", "ccm", reason="accreditation", timing="within_months", months="24")
    _add_line(owner, "4", "spanish:professional", necessity="preferred")
    owner.picture("job-requirements").press("Save and go to pay")


def _add_line(owner: Walker, place: str, term: str, **choices: str) -> None:
    owner.page.locator('section:has(#tree-all) button[formaction$="/line/"]').click()
    owner.page.wait_for_selector(f'[name="r-{place}-term"]:not([type=hidden])')
    _fill_line(owner, place, term, **choices)


def _fill_line(owner: Walker, place: str, term: str, **choices: str) -> None:
    """Fill the open line at `place` and close it; a path's first line may have to be opened."""
    line = owner.page.locator(f'[name="r-{place}-term"]:not([type=hidden])')
    if not line.count():
        place = f"{place}.0"
    owner.set(f"r-{place}-term", term)
    if necessity := choices.pop("necessity", ""):
        owner.tick(f"r-{place}-necessity", necessity)
    for name, value in choices.items():
        owner.set(f"r-{place}-{name}", value)
    with owner.page.expect_navigation(wait_until="load"):
        owner.page.locator(f'[id="r-{place}"]').get_by_role(
            "button", name="Keep it and close"
        ).click()


def fill_pay(owner: Walker) -> None:
    owner.at("/edit/pay/").fill(pay_min="36.50", pay_max="46.00", pay_unit="hour")
    owner.press("Add a part", exact=False)
    owner.set("part-0-kind", "differential_bilingual").set("part-0-amount_min", "1.50")
    owner.set("part-0-unit", "hour")
    owner.fill(benefits_summary="Health, dental, vision; 4 weeks of leave; 401(k) with match.")
    owner.fill(reply_days="8", apply_by=days_ahead(30), openings_count="1").picture("job-pay")
    owner.press("Save and see the preview").at("/preview/")
