"""Admins change the vocabulary without a deploy; tomorrow's matches follow."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from core import events
from qualifications.holding import Fact
from qualifications.models import Compact, CompactMember, SearchGroup, Term
from tests.factories.qualifications import all_of, judge, leaf

NURSE = [Fact("rn", state="KY", multistate=True)]
TABLES = [
    "term",
    "compact",
    "compactmember",
    "licensetitle",
    "rolefamily",
    "setting",
    "searchgroup",
    "pathway",
    "ladder",
    "duty",
    "softskill",
]


@pytest.fixture
def as_admin(browse: Any, admin: Any) -> Any:
    return browse(admin)


@pytest.mark.parametrize("table", TABLES)
def test_lists_and_rows_open(as_admin: Any, table: str) -> None:
    first = apps.get_model("qualifications", table).objects.first()

    listing = as_admin.get(f"/admin/qualifications/{table}/")
    row = as_admin.get(f"/admin/qualifications/{table}/{first.pk}/change/")

    assert (listing.status_code, row.status_code) == (200, 200)


def test_admin_switches_a_compact_state_on_with_a_date(as_admin: Any, admin: Any) -> None:
    compact = Compact.objects.get(slug="nlc")
    form = {
        "id": 100_000,
        "compact": compact.pk,
        "state": "MA",
        "status": "operational",
        "levels": "",
        "valid_from": "2027-01-01",
        "certainty": "H",
        "note": "",
        "source": "mass.gov",
    }

    response = as_admin.post("/admin/qualifications/compactmember/add/", form)

    assert response.status_code == 302
    member = CompactMember.objects.get(state="MA", status="operational")
    assert member.locally_edited
    assert judge(all_of(leaf("rn")), NURSE, state="MA", on=date(2026, 12, 31)).truth == "not_met"
    assert judge(all_of(leaf("rn")), NURSE, state="MA", on=date(2027, 1, 1)).is_met
    event = events.for_subject(member).get()
    assert (event.verb, event.actor_id) == ("vocabulary_edited", admin.pk)


def test_changed_row_shows_its_earlier_values(as_admin: Any) -> None:
    group = SearchGroup.objects.get(slug="dental")
    url = f"/admin/qualifications/searchgroup/{group.pk}/change/"
    form = {"id": group.pk, "slug": "dental", "words": "dental,teeth", "certainty": "M"}

    saved = as_admin.post(url, {**form, "ambiguous_words": ""})
    again = as_admin.get(url)

    assert saved.status_code == 302
    assert "orthodontic" in again.content.decode()


def test_terms_cannot_be_deleted(as_admin: Any) -> None:
    term = Term.objects.get(slug="ccm")

    response = as_admin.post(f"/admin/qualifications/term/{term.pk}/delete/", {"post": 1})

    assert response.status_code == 403
    assert Term.objects.filter(pk=term.pk).exists()


def test_removing_a_member_is_felt_at_once(as_admin: Any) -> None:
    member = CompactMember.objects.get(compact__slug="nlc", state="OH")
    assert judge(all_of(leaf("rn")), NURSE, state="OH").is_met

    response = as_admin.post(
        f"/admin/qualifications/compactmember/{member.pk}/delete/", {"post": "yes"}
    )

    assert response.status_code == 302
    assert judge(all_of(leaf("rn")), NURSE, state="OH").truth == "not_met"


def test_form_for_a_new_member_counts_ids_on(as_admin: Any) -> None:
    response = as_admin.get("/admin/qualifications/compactmember/add/")

    assert 'value="100000"' in response.content.decode()
