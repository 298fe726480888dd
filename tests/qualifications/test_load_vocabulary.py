import io
from datetime import date

import pytest
from django.core.management import call_command

from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.formulas import parse
from qualifications.loading.files import read_csv
from qualifications.models import (
    Compact,
    CompactMember,
    Duty,
    Entailment,
    Ladder,
    LicenseTitle,
    Pathway,
    RoleFamily,
    SearchGroup,
    Setting,
    SoftSkill,
    Term,
)
from qualifications.services import apply_admin_change, load_vocabulary

STATES = [row["code"] for row in read_csv("jurisdictions.csv") if row["is_territory"] == "0"]


def test_loading_again_changes_nothing() -> None:
    before = list(Term.objects.order_by("id").values_list("id", "slug"))

    changes = load_vocabulary()

    assert [change for change in changes if change.is_change] == []
    assert list(Term.objects.order_by("id").values_list("id", "slug")) == before


def test_command_says_what_changed() -> None:
    Term.objects.filter(slug="ccm").update(name="Old name")
    SearchGroup.objects.filter(slug="peer").delete()
    output = io.StringIO()

    call_command("load_vocabulary", stdout=output)

    assert "terms: 0 added, 1 changed, 0 retired" in output.getvalue()
    assert "search groups: 1 added, 0 changed, 0 retired" in output.getvalue()
    assert Term.objects.get(slug="ccm").name == "Board-Certified Case Manager"


def test_command_says_when_nothing_changed() -> None:
    output = io.StringIO()

    call_command("load_vocabulary", stdout=output)

    assert output.getvalue().endswith("Nothing changed.\n")


def test_term_the_catalogue_dropped_is_retired_not_deleted() -> None:
    Term.objects.create(id=999_001, slug="gone", kind=TermKind.SKILL, name="Gone")

    load_vocabulary()

    assert Term.objects.get(pk=999_001).retired
    assert [change for change in load_vocabulary() if change.is_change] == []


def test_row_an_admin_edited_is_kept() -> None:
    member = CompactMember.objects.get(compact__slug="nlc", state="MA")
    member.note = "Live from January"
    member.status = "operational"
    member.valid_from = date(2027, 1, 1)
    member.save()
    apply_admin_change(member)

    changes = {change.name: change for change in load_vocabulary()}

    member.refresh_from_db()
    assert (member.note, member.locally_edited) == ("Live from January", True)
    assert changes["compact members"].kept == 1
    assert changes["entailments"].is_change is False


def test_admin_edit_leaves_the_old_values_in_the_history() -> None:
    term = Term.objects.get(slug="ccm")
    term.renewal_months = 48
    term.save()

    event = term.events.get()

    assert (event.pgh_label, event.renewal_months) == ("update", 60)


def test_new_version_shows_at_the_next_look() -> None:
    old = vocabulary.current()
    Term.objects.filter(slug="ccm").update(name="Changed")
    assert vocabulary.current() is old

    apply_admin_change(Term.objects.get(slug="ccm"))

    assert vocabulary.current().by_slug["ccm"].name == "Changed"


def test_version_is_asked_once_in_a_pinned_block(django_assert_num_queries: object) -> None:
    vocabulary.current()

    with django_assert_num_queries(1), vocabulary.pinned():  # type: ignore[operator]
        assert vocabulary.current() is vocabulary.current()


# --- what the catalogue holds -------------------------------------------------------------------------
@pytest.mark.parametrize("level", ["rn", "lpn", "aprn", "sw-clinical", "sw-master", "sw-bachelor"])
def test_license_levels_exist_in_all_51_jurisdictions(level: str) -> None:
    slugs = {f"{level}:{state}" for state in STATES}

    assert len(STATES) == 51
    assert Term.objects.filter(slug__in=slugs).count() == 51


@pytest.mark.parametrize("level", ["rn", "lpn", "aprn", "counselor", "lmft", "sw-clinical"])
def test_every_jurisdiction_has_a_title_for(level: str) -> None:
    titled = LicenseTitle.objects.filter(level=level, state__in=STATES)

    assert titled.values("state").distinct().count() == 51


def test_master_and_bachelor_titles_are_where_the_table_has_them() -> None:
    def states(level: str) -> int:
        return LicenseTitle.objects.filter(level=level).values("state").distinct().count()

    # Bachelor's: 51 less CA CO CT FL GA IL NY RI VT WA. Between: DC MD MN MO NV NM OK SC TN TX WV WI.
    # Guam, the Northern Marianas and the Virgin Islands have all three categories.
    assert states("sw-bachelor") == 41 + 3
    assert states("sw-master-independent") == 12
    assert states("sw-associate") == 7


def test_catalogue_is_as_large_as_promised() -> None:
    def terms(kind: str) -> int:
        return Term.objects.offered().filter(kind=kind, state="").count()

    languages = Term.objects.filter(kind="language").values("family").distinct().count()
    assert terms("certification") >= 25
    assert terms("skill") >= 80
    assert terms("clearance") >= 10
    assert terms("experience") >= 40
    assert languages >= 30
    assert RoleFamily.objects.filter(is_excluded=False).count() == 26
    assert RoleFamily.objects.get(is_excluded=True).slug == "research-trial-coordinator"
    assert Setting.objects.count() == 40
    assert Duty.objects.count() == 8
    assert SoftSkill.objects.count() >= 8
    assert Pathway.objects.count() >= 30


def test_time_in_every_setting_counts() -> None:
    words = vocabulary.current()

    silent = [s for s in Setting.objects.all() if f"setting:{s.slug}" not in words.counted_as]

    assert silent == []
    assert words.counted_as["setting:fqhc"] == ("community-health-center",)
    assert set(words.counted_as["setting:primary-care"]) == {"primary-care", "outpatient"}


def test_time_in_every_role_counts() -> None:
    words = vocabulary.current()
    roles = RoleFamily.objects.filter(is_excluded=False)

    assert [r.slug for r in roles if f"role:{r.slug}" not in words.counted_as] == []


def test_what_counts_as_time_is_known() -> None:
    known = {f"setting:{slug}" for slug in Setting.objects.values_list("slug", flat=True)}
    known |= {f"role:{slug}" for slug in RoleFamily.objects.values_list("slug", flat=True)}

    stated = {w for w in vocabulary.current().counted_as if not w.startswith("people:")}

    assert stated <= known


def test_every_credential_says_where_it_can_be_checked() -> None:
    words = vocabulary.current()
    licenses = Term.objects.filter(kind=TermKind.LICENSE, state="", offered=True)
    names = {t.slug: t.attributes.get("lookup_name", "") for t in licenses}

    assert [slug for slug, name in names.items() if not name] == ["bh-independent"]
    assert "nursys.com" in words.by_slug["rn:OH"].attributes["lookup_url"]
    assert "CompactConnect" in names["sw-clinical"]
    assert "ccmcertification.org" in words.by_slug["ccm"].attributes["lookup_url"]
    assert "oig.hhs.gov" in words.by_slug["oig-sam-check"].attributes["lookup_url"]


def test_ladders_name_roles_and_terms_that_exist() -> None:
    words = vocabulary.current()
    roles = set(RoleFamily.objects.values_list("slug", flat=True))

    for ladder in Ladder.objects.all():
        for step in "/".join(ladder.steps).split("/"):
            kind, _colon, slug = step.partition(":")
            assert slug in (roles if kind == "role" else words.by_slug), step
    assert Ladder.objects.count() == 4


@pytest.mark.parametrize(
    ("slug", "months"),
    [
        ("ccm", 60),
        ("acm-rn", 48),
        ("acm-sw", 48),
        ("ccctm", 60),
        ("cmgt-bc", 60),
        ("amb-bc", 60),
        ("cpn", 12),
        ("ocn", 48),
        ("onn-cg", 36),
        ("opn-cg", 36),
        ("bcpa", 36),
        ("ches", 60),
        ("mches", 60),
        ("nbc-hwc", 36),
        ("cphq", 24),
        ("crcr", 24),
        ("chaa", 24),
        ("cham", 24),
        ("c-swcm", 24),
        ("c-aswcm", 24),
        ("cmc", 36),
        ("cma-aama", 60),
        ("rma-amt", 36),
        ("ccma", 24),
        ("cmaa", 24),
        ("cehrs", 24),
        ("cda", 12),
        ("bls", 24),
        ("cpr", 24),
        ("chi", 48),
        ("corechi", 48),
        ("cmi", 60),
    ],
)
def test_certification_runs_for(slug: str, months: int) -> None:
    term = Term.objects.get(slug=slug)

    assert term.renewal_months == months
    assert term.issuer
    assert term.attributes["eligibility"]
    assert term.attributes["renewal_rule"]


@pytest.mark.parametrize(
    "slug",
    [
        "hs", "cna", "cma-aama", "ccma", "rma-amt", "lpn", "rn", "bachelor:nursing",
        "bachelor:social-work", "sw-bachelor", "master:social-work", "sw-master", "sw-clinical",
        "counselor", "chw-certified", "peer-certified", "ccm", "acm-rn", "acm-sw", "amb-bc",
        "cmgt-bc", "chaa", "cda", "bls", "medical-terminology", "cehrs", "any-ehr", "epic",
        "medical-interpreter-certified", "experience:any-healthcare:12", "drivers-license",
    ],
)  # fmt: skip
def test_there_is_a_way_to(slug: str) -> None:
    ways = Pathway.objects.filter(to_term__slug=slug)

    assert ways
    assert all(way.typical_time and way.source and way.months_max is not None for way in ways)


def test_nurse_licensure_compact_is_as_known() -> None:
    members = CompactMember.objects.filter(compact__slug="nlc")

    assert members.filter(status="operational").count() == 40
    assert list(members.filter(status="inbound_only").values_list("state", flat=True)) == ["GU"]
    assert set(members.filter(status="enacted").values_list("state", flat=True)) == {"MA", "VI"}


def test_counseling_compact_issues_in_six_states() -> None:
    members = CompactMember.objects.filter(compact__slug="counseling")

    assert set(members.filter(status="operational").values_list("state", flat=True)) == {
        "AZ",
        "MN",
        "OH",
        "LA",
        "GA",
        "IN",
    }
    assert members.filter(status="enacted").count() == 39


def test_social_work_compact_is_known_and_off() -> None:
    compact = Compact.objects.get(slug="social-work")

    assert compact.enabled is False
    assert compact.members.filter(status="operational").count() == 0


def test_every_row_says_where_it_comes_from() -> None:
    for model in (Term, LicenseTitle, Compact, CompactMember, RoleFamily, Setting, Pathway, Ladder):
        assert not model.objects.filter(source="").exists(), model
        assert not model.objects.filter(verified_on=None).exists(), model


def test_no_term_may_hold_what_must_not_be_asked() -> None:
    forbidden = ("vaccin", "immuniz", "citizen", "years old", "pregnan", "disab", "marital")
    names = Term.objects.exclude(kind=TermKind.EXPERIENCE).values_list("name", flat=True)

    assert [n for n in names if any(f in n.lower() for f in forbidden)] == [
        "Certified Disability Management Specialist"
    ]


def test_soft_skills_are_not_terms() -> None:
    slugs = set(SoftSkill.objects.values_list("slug", flat=True))

    assert not Term.objects.filter(slug__in=slugs).exists()


def test_typical_requirements_of_every_role_are_valid_formulas() -> None:
    for role in RoleFamily.objects.all():
        assert parse(role.typical_tree) is not None


def test_entailments_have_no_cycle() -> None:
    weaker: dict[int, list[int]] = {}
    for high, low in Entailment.objects.values_list("stronger_id", "weaker_id"):
        weaker.setdefault(high, []).append(low)
    done: set[int] = set()

    def visit(node: int, trail: frozenset[int]) -> None:
        assert node not in trail
        if node not in done:
            for low in weaker.get(node, ()):
                visit(low, trail | {node})
            done.add(node)

    for start in weaker:
        visit(start, frozenset())


def test_two_terms_may_swap_slugs() -> None:
    ccm, bls = Term.objects.get(slug="ccm"), Term.objects.get(slug="bls")
    Term.objects.filter(pk=ccm.pk).update(slug="between")
    Term.objects.filter(pk=bls.pk).update(slug="ccm")
    Term.objects.filter(pk=ccm.pk).update(slug="bls")

    load_vocabulary()

    assert Term.objects.get(slug="ccm").pk == ccm.pk
    assert Term.objects.get(slug="bls").pk == bls.pk
