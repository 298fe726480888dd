"""The room's own story through the client, without JavaScript: look, apply, be answered."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import services
from applications.models import Application, Decision, Interview
from core import personal
from core.mail import Outbox
from tests.factories.applications import posting_of, sent_application
from tests.factories.listings import PostingFactory
from tests.factories.profiles import CandidateProfileFactory


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_posting_detail_for_a_visitor_is_cacheable_and_without_token(posting, browse, visitor):
    response = browse(visitor).get(f"/jobs/{posting.public_id}/{posting.slug}/")
    page = text_of(response)

    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in page
    assert "RN license that covers Ohio" in page
    assert "Not stated" not in page.split("requirements-title")[1].split("</section>")[0]
    assert "Sign in or start a profile" in page


def test_posting_detail_markup_is_one_block_of_json(posting, browse, visitor):
    posting.title = "RN </script><b>&"
    posting.save(update_fields=["title"])

    page = browse(visitor).get(f"/jobs/{posting.public_id}/{posting.slug}/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)

    assert len(blocks) == 1
    assert json.loads(blocks[0])["title"] == "RN </script><b>&"


def test_posting_detail_for_a_candidate_says_why(posting, browse, ready):
    response = browse(ready).get(f"/jobs/{posting.public_id}/{posting.slug}/")
    page = text_of(response)

    assert response["Cache-Control"] == "no-store"
    assert "Not stated" in page
    assert "Met" in page
    assert "Apply with your profile" in page


def test_posting_detail_wrong_words_lead_to_the_right_address(posting, browse, visitor):
    client = browse(visitor)
    right = f"/jobs/{posting.public_id}/{posting.slug}/"

    assert client.get(f"/jobs/{posting.public_id}/other-words/").url == right
    assert client.get(f"/jobs/{posting.public_id}/").url == right
    assert client.get("/jobs/zzzzzzzzzzzz/words/").status_code == 404


def test_posting_gone_shows_what_is_open(posting, browse, visitor, recruiter):
    closed = PostingFactory(closed=True)
    path = f"/jobs/{closed.public_id}/{closed.slug}/"

    response = browse(visitor).get(path)

    assert response.status_code == 410
    assert posting.title in text_of(response)
    assert "csrfmiddlewaretoken" not in text_of(response)


def test_posting_detail_keeps_its_query_count(
    posting, browse, ready, django_assert_max_num_queries
):
    client = browse(ready)
    path = f"/jobs/{posting.public_id}/{posting.slug}/"
    client.get(path)

    with django_assert_max_num_queries(40):
        client.get(path)


def test_application_create_takes_two_clicks(posting, browse, ready):
    client = browse(ready)
    path = f"/jobs/{posting.public_id}/apply/"

    page = text_of(client.get(path))
    response = client.post(path, {"message": "Hello", "hidden_fields": ["contact"]}, follow=True)

    assert "Before you send: 1 line is not met or not stated" in page
    assert "Licking Valley Primary Care" in page
    application = Application.objects.get()
    assert application.hidden_fields == ["contact"]
    assert response.redirect_chain[-1][0] == f"/me/applications/{application.public_id}/"
    assert application.posting.organization + " answers by" in text_of(response)


def test_application_create_again_is_friendly(application, posting, browse, ready):
    client = browse(ready)
    path = f"/jobs/{posting.public_id}/apply/"

    again = client.post(path, {})

    assert again.status_code == 409
    assert "already applied" in text_of(again)
    assert Application.objects.count() == 1


def test_application_create_with_empty_cards_names_them(posting, browse, candidate):
    page = text_of(browse(candidate).get(f"/jobs/{posting.public_id}/apply/"))

    assert "cards are still empty" in page
    assert f"next=/jobs/{posting.public_id}/apply/" in page
    assert "Send to" not in page


def test_application_create_after_a_close_keeps_what_was_typed_away(posting, browse, ready):
    client = browse(ready)
    path = f"/jobs/{posting.public_id}/apply/"
    type(posting).objects.update(state="closed", closed_at=timezone.now(), closed_reason="filled")

    response = client.post(path, {"message": "Hello"})

    assert response.status_code == 409
    assert "This job has closed. Nothing was sent." in text_of(response)
    assert not Application.objects.exists()


def test_refusal_is_previewed_sent_and_read(application, browse, recruiter, ready):
    hire = browse(recruiter)
    base = f"/hire/applicants/{application.public_id}/"
    line = next(row for row in application.verdict["lines"] if row["truth"] != "met")
    typed = {
        "version": application.version,
        "reason": "requirement",
        "requirement": line["path"],
        "text": "Write again.",
    }

    preview = text_of(hire.post(base + "decline/preview/", typed))
    assert "They chose not to go on, because" in preview
    assert not Decision.objects.exists()
    done = text_of(hire.post(base + "decline/", typed, follow=True))
    assert "Refusal held" in done

    Decision.objects.update(final_at=timezone.now())
    page = text_of(browse(ready).get(f"/me/applications/{application.public_id}/"))
    assert "Decision receipt" in page
    assert line["text"] in page
    assert "Write again." in page
    assert "A person: recruiter" in page
    mail = Outbox.objects.get(event__startswith="application-declined:")
    assert mail.text.splitlines()[0] in preview.replace("&quot;", '"')


def test_second_reviewer_is_told_and_keeps_her_words(application, browse, recruiter, owner):
    services.make_offer(application=application, by=owner, version=application.version)
    typed = {"version": application.version, "reason": "pay", "text": "My careful words"}

    response = browse(recruiter).post(f"/hire/applicants/{application.public_id}/decline/", typed)

    assert response.status_code == 409
    assert "a moment ago" in text_of(response)
    assert "My careful words" in text_of(response)


def test_interview_is_offered_chosen_and_filed(application, browse, recruiter, ready):
    day = timezone.localdate() + dt.timedelta(days=5)
    slots = {f"slot_{n}": f"{day}T{9 + n:02d}:00" for n in (1, 2, 3)}
    base = f"/hire/applicants/{application.public_id}/invite/"
    hire, me = browse(recruiter), browse(ready)
    wrong = hire.post(
        base, {"version": 1, "timezone": "America/Chicago", "duration": 30, "where": "x"}
    )
    assert wrong.status_code == 422

    sent = hire.post(
        base,
        {
            "version": application.version,
            "timezone": "America/Chicago",
            "duration": 30,
            "where": "Room 4",
        }
        | slots,
    )
    assert sent.status_code == 302
    slot = Interview.objects.get().slots.first()
    mine = f"/me/applications/{application.public_id}/"
    assert me.get(mine + "interview.ics").status_code == 404
    assert me.post(f"{mine}slots/{slot.pk}/").status_code == 302
    file = me.get(mine + "interview.ics")

    assert file["Content-Type"].startswith("text/calendar")
    lines = file.content.decode().split("\r\n")
    assert f"DTSTART:{slot.starts_at:%Y%m%dT%H%M%SZ}" in lines
    assert slot.starts_at.astimezone(dt.UTC).hour in (15, 16)
    assert "LOCATION:Room 4" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_undo_message_note_and_review_through_the_pages(application, browse, recruiter):
    client = browse(recruiter)
    base = f"/hire/applicants/{application.public_id}/"
    assert client.post(base + "review/").status_code == 302
    assert client.post(base + "message/", {"body": ""}).status_code == 422
    assert client.post(base + "message/", {"body": "Hello"}).status_code == 302
    application.refresh_from_db()
    client.post(base + "decline/", {"version": application.version, "reason": "pay"})

    undone = client.post(base + "undo/", follow=True)

    assert "Taken back" in text_of(undone)
    application.refresh_from_db()
    assert application.state == "in_review"


def test_applicant_next_begins_with_the_one_due_first(
    application, posting, browse, recruiter, other_candidate
):
    other = sent_application(posting, other_candidate)
    Application.objects.filter(pk=other.pk).update(due_at=timezone.now())

    response = browse(recruiter).post(f"/hire/jobs/{posting.public_id}/applicants/next/")

    assert response.url == f"/hire/applicants/{other.public_id}/"
    other.refresh_from_db()
    assert other.state == "in_review"


def test_lists_take_the_same_queries_for_one_and_three(
    application, posting, browse, recruiter, vocabulary
):
    client = browse(recruiter)
    job = f"/hire/jobs/{posting.public_id}/applicants/"
    paths = ["/hire/", job, job + "grid/"]
    for path in paths:
        client.get(path)

    def counts() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    before = counts()
    for _ in range(2):
        sent_application(posting, CandidateProfileFactory().user)

    assert counts() == before


def test_my_lists_take_the_same_queries_for_one_and_three(application, browse, ready, clinic):
    client = browse(ready)

    def count() -> int:
        client.get("/me/applications/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/me/applications/")
        return len(queries)

    before = count()
    for _ in range(2):
        services.send_application(posting=posting_of(clinic), by=ready)

    assert count() == before


@pytest.mark.parametrize("who", ["candidate", "recruiter"])
def test_reading_writes_nothing(who, request, application, browse):
    client = browse(request.getfixturevalue(who))
    versions = list(Application.objects.values_list("version", "viewed_at"))

    for path in ("/me/", "/hire/", f"/hire/applicants/{application.public_id}/"):
        client.get(path)

    assert list(Application.objects.values_list("version", "viewed_at")) == versions
    assert application.moves.count() == 1


def test_erasure_leaves_what_was_judged_and_nobody(application, candidate, recruiter):
    services.send_message(application=application, by=candidate, body="canary-words")
    services.write_note(application=application, by=recruiter, body="canary-note")

    personal.erase_user(candidate, by=candidate)
    application.refresh_from_db()
    rest = json.dumps([application.snapshot, application.verdict])

    assert application.profile is None
    canaries = ["Dana", "dana@", "Licking", "Gateway", "513-555"]
    assert [word for word in canaries if word in rest] == []
    assert [row["term"] for row in application.snapshot["credentials"]] == ["bls"]
    assert not application.messages.filter(body__contains="canary").exists()
    assert not application.notes.filter(body__contains="canary").exists()


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "applications", check=True, dry_run=True, verbosity=0)


def test_nothing_personal_of_this_room_is_unlisted():
    assert [line for line in personal.missing() if "applications" in str(line)] == []
