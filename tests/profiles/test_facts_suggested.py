"""What a visitor ticked becomes lines of her profile, once she says so."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

import pytest

from core.events.models import Event
from profiles.models import CandidateProfile
from tests.profiles.test_accounts import SIGNUP, mailed_code

pytestmark = pytest.mark.usefixtures("vocabulary")

HAVE = "bachelor:nursing,rn:OH:multistate,experience:care-coordination:24,spanish:fluent,epic,ccm"
PATH = f"/me/profile/suggested/?have={HAVE}"


def test_everything_is_suggested_and_nothing_saved(browse, candidate):
    page = unescape(browse(candidate).get(PATH).content.decode())

    for words in (
        "Bachelor’s degree in nursing",
        "RN, multistate, home state Ohio",
        "Spanish, fluent",
    ):
        assert words in page
    assert "Experience is counted from dates" in page and "2 years in care coordination" in page
    assert not candidate.candidate_profile.credentials.exists()


def test_only_what_is_confirmed_becomes_a_line(browse, candidate):
    chosen = ["bachelor:nursing", "rn:OH:multistate", "spanish:fluent", "epic"]

    response = browse(candidate).post(PATH, {"facts": chosen}, follow=True)

    profile = CandidateProfile.objects.with_facts().get(user=candidate)
    license_ = profile.credentials.get()
    assert (license_.term.slug, license_.state, license_.scope) == ("rn:OH", "OH", "multistate")
    assert profile.education.get().term.slug == "bachelor:nursing"
    assert profile.languages.get().term.slug == "spanish:fluent"
    assert profile.skills.get().term.slug == "epic"
    assert "4 facts added." in response.content.decode()
    assert Event.objects.filter(verb="credential_added", actor_id=candidate.pk).count() == 1


def test_doing_it_twice_adds_nothing(browse, candidate):
    client = browse(candidate)
    client.post(PATH, {"facts": ["ccm", "bachelor:nursing", "spanish:fluent"]})

    response = client.post(
        PATH, {"facts": ["ccm", "bachelor:nursing", "spanish:fluent"]}, follow=True
    )

    assert "0 facts added." in response.content.decode()
    profile = candidate.candidate_profile
    assert (profile.credentials.count(), profile.education.count()) == (1, 1)


def test_only_what_stands_in_the_address_can_be_confirmed(browse, candidate):
    response = browse(candidate).post("/me/profile/suggested/?have=ccm", {"facts": ["rn:OH"]})

    assert response.status_code == 200
    assert not candidate.candidate_profile.credentials.exists()


def test_an_address_without_facts_says_so(browse, candidate):
    page = browse(candidate).get("/me/profile/suggested/?have=moon,rn").content.decode()

    assert "There is nothing here to confirm." in page


def test_signing_up_leads_there(client, db):
    page = client.get(f"/accounts/signup/?next={quote(PATH)}").content.decode()
    assert f'name="next" value="{PATH}"' in unescape(page)

    client.post("/accounts/signup/", {**SIGNUP, "next": PATH})
    response = client.post("/accounts/confirm-email/", {"code": mailed_code("nia@example.org")})

    assert response.headers["Location"] == PATH
    assert "RN, multistate, home state Ohio" in unescape(client.get(PATH).content.decode())
