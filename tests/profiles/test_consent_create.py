"""She reads who looked at her, and tells one employer who she is, or no longer."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import access
from profiles import services
from profiles.enums import Visibility
from profiles.models import EmployerConsent
from tests.database import owner_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(candidate):
    services.set_visibility(
        profile=candidate.candidate_profile, by=candidate, visibility=Visibility.ANONYMOUS
    )
    return candidate


def looked(user, employer, how=access.How.LISTED, named=False):
    access.record_looks(actor_id=1, party_id=employer.pk, subjects={user.pk: named}, how=how)


def press(client, name, employer):
    return client.post(reverse(f"profiles:{name}", args=[employer.public_id]), follow=True)


def test_privacy_page_lists_who_looked_and_how(me, clinic, rival, browse, other_candidate):
    looked(me, clinic)
    looked(me, clinic, access.How.OPENED)
    looked(me, rival)
    looked(other_candidate, rival, access.How.OPENED)

    html = browse(me).get(reverse("profiles:privacy_detail")).content.decode()

    assert html.index(rival.name) < html.index(clinic.name)
    assert html.count("opened your profile, without your name") == 1
    assert html.count("saw you in a list, without your name") == 1


def test_consent_is_given_and_taken_back(me, clinic, browse):
    looked(me, clinic)
    client = browse(me)

    given = press(client, "consent_create", clinic).content.decode()
    consents = EmployerConsent.objects.count()
    taken = press(client, "consent_delete", clinic).content.decode()

    assert "now sees your name and e-mail address" in given
    assert consents == 1
    assert EmployerConsent.objects.count() == 0
    assert "no longer sees who you are" in taken


def test_excluded_employer_is_refused_in_words(me, clinic, browse):
    services.exclude_employer(profile=me.candidate_profile, by=me, employer=clinic)

    html = press(browse(me), "consent_create", clinic).content.decode()

    assert "You hide from this employer. Lift that first." in html
    assert EmployerConsent.objects.count() == 0


def test_hidden_person_has_nobody_to_tell(candidate, clinic, browse):
    looked(candidate, clinic)

    html = browse(candidate).get(reverse("profiles:privacy_detail")).content.decode()

    assert "Tell them who I am" not in html


def test_record_cannot_be_rewritten(me, clinic):
    looked(me, clinic)
    row = access.AccessLog.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        access.AccessLog.objects.filter(pk=row.pk).update(named=True)
    with pytest.raises(DatabaseError), owner_role(), transaction.atomic():
        access.AccessLog.objects.filter(pk=row.pk).delete()

    assert access.purge_looks() == 0
    assert access.AccessLog.objects.count() == 1
