from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from core import events, files, mail, personal
from core.events import Event
from core.files import StoredFile
from core.mail import MailState, Outbox
from core.personal import registry
from profiles.models import User

ROOMS = {"core", "qualifications", "profiles", "listings", "matching", "applications", "moderation"}


def test_every_personal_column_is_registered():
    missing = personal.missing()

    assert missing == [], "Say in <room>/personal.py how each of these is exported, erased and ends"


@pytest.fixture
def own_registry(monkeypatch):
    monkeypatch.setattr(registry, "_entries", dict(registry._entries))
    monkeypatch.setattr(registry, "_impersonal", dict(registry._impersonal))


@isolate_apps("core")
def test_planted_column_is_found_until_it_is_registered(own_registry):
    class Diary(models.Model):  # noqa: DJ008 - planted
        owner_id = models.BigIntegerField()
        mood = models.CharField(max_length=20)
        born_on = models.DateField()
        kind = models.CharField(max_length=5, choices=[("a", "a")])
        written_at = models.DateTimeField()

        class Meta:
            app_label = "core"

    assert personal.missing([Diary]) == ["core.Diary.born_on", "core.Diary.mood"]

    personal.register(Diary, export=["mood"], erase=personal.DELETE, retention="a year")
    assert personal.missing([Diary]) == ["core.Diary.born_on"]
    personal.register(
        Diary,
        export=["mood"],
        erase={"born_on": personal.NULL},
        retention="a year",
        not_personal=["kind"],
    )
    assert personal.missing([Diary]) == []


@isolate_apps("core")
def test_column_two_keys_away_from_a_user_is_found(own_registry):
    class Letter(models.Model):  # noqa: DJ008 - planted
        profile = models.ForeignKey("profiles.CandidateProfile", models.CASCADE)
        words = models.TextField()

        class Meta:
            app_label = "core"

    Letter._meta.get_field("profile").remote_field.model = apps.get_model(
        "profiles.CandidateProfile"
    )

    assert personal.missing([Letter]) == ["core.Letter.words"]
    personal.not_personal(Letter, "a form letter")
    assert personal.missing([Letter]) == []


def test_registering_a_field_that_does_not_exist_fails(own_registry):
    with pytest.raises(ValueError, match="no field moood"):
        personal.register(Event, export=["moood"], erase=personal.KEEP, retention="x")


def test_model_that_leads_to_nobody_needs_a_path(own_registry):
    with pytest.raises(ValueError, match="give path="):
        personal.register(
            apps.get_model("core.Place"), export=["city"], erase=personal.KEEP, retention="x"
        )


def own_things(user: User) -> None:
    mail.enqueue(
        event=f"a:{user.pk}",
        to=user.email,
        template="account/email/base",
        context={},
        user_id=user.pk,
    )
    files.save_file(
        content=b"1",
        name="cv.pdf",
        content_type="application/pdf",
        owner_id=user.pk,
        purpose="resume",
    )
    events.record(verb="signed_up", subject=user, by=user)


@pytest.fixture
def _mail_templates(settings, tmp_path):
    folder = tmp_path / "templates" / "account" / "email"
    folder.mkdir(parents=True)
    (folder / "base.subject.txt").write_text("Hello")
    (folder / "base.txt").write_text("Text")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates", *settings.TEMPLATES[0]["DIRS"]]}
    ]


@pytest.mark.usefixtures("_mail_templates")
def test_export_holds_everything_of_one_person_and_nothing_of_others(candidate, other_candidate):
    own_things(candidate)
    own_things(other_candidate)

    export = personal.export_user(candidate)

    assert export["profiles.user"][0]["email"] == candidate.email
    assert [row["name"] for row in export["core.storedfile"]] == ["cv.pdf"]
    assert [row["recipient"] for row in export["core.outbox"]] == [candidate.email]
    assert [row["verb"] for row in export["core.event"]] == ["signed_up"]
    assert other_candidate.email not in str(export)


@pytest.mark.usefixtures("_mail_templates")
def test_erasure_leaves_no_trace_but_ids(candidate, other_candidate, admin):
    own_things(candidate)
    own_things(other_candidate)
    address = candidate.email
    Outbox.objects.filter(user_id=candidate.pk).update(
        state=MailState.SENT, finished_at=dt.datetime.now(dt.UTC)
    )

    touched = personal.erase_user(candidate, by=admin)

    assert touched["core.outbox"] == touched["core.storedfile"] == 1
    assert not User.objects.filter(email=address).exists()
    assert not Outbox.objects.filter(recipient=address).exists()
    assert Outbox.objects.filter(user_id=candidate.pk, text="").count() == 1
    assert set(StoredFile.objects.values_list("owner_id", flat=True)) == {other_candidate.pk}
    event = Event.objects.filter(verb="user_erased").get()
    assert (event.subject_id, event.actor_id) == (str(candidate.pk), admin.pk)
    assert User.objects.filter(pk=other_candidate.pk, email=other_candidate.email).exists()


@pytest.mark.usefixtures("_mail_templates")
def test_mail_that_waits_is_not_sent_to_someone_who_left(candidate, admin):
    own_things(candidate)

    personal.erase_user(candidate, by=admin)

    assert not Outbox.objects.filter(state=MailState.QUEUED).exists()


@pytest.mark.usefixtures("_mail_templates")
def test_retention_says_first_and_erases_then(candidate, capsys):
    own_things(candidate)
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=8)
    Outbox.objects.update(state=MailState.SENT, finished_at=old)

    call_command("retention", "--dry-run")
    said = capsys.readouterr().out
    assert (
        "core.outbox: the text 7 days after it left; that it left as long as the account (1 rows due)"
        in said
    )
    assert Outbox.objects.get().text != ""

    call_command("retention")
    assert Outbox.objects.get().text == ""
    call_command("retention", "--dry-run")
    assert (
        "(0 rows due)"
        in [line for line in capsys.readouterr().out.splitlines() if "core.outbox" in line][-1]
    )


def test_every_registration_says_when_it_ends():
    for entry in personal.entries():
        assert entry.retention.strip(), entry.label
        assert entry.model._meta.app_label in ROOMS | {
            "account",
            "mfa",
            "admin",
            "auth",
            "sessions",
        }
