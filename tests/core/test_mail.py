from __future__ import annotations

import datetime as dt
import email
import email.policy
import smtplib
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core import mail
from core.mail import MailState, Outbox, Recipient, sending
from core.worker import leasing

TEMPLATES = {
    "hello.subject.txt": "Hello {{ name }}\n and\r\nwelcome",
    "hello.txt": "Dear {{ name }},\n\n\n\nread {{ site_url }}/x & answer.\n",
    "layouts/email.html": "<style>p{color:red}</style><p>{{ text|urlize|linebreaksbr }}</p>",
    "own.subject.txt": "Own",
    "own.txt": "own",
    "own.html": "<b>{{ name }}</b>",
    "spanish.subject.txt": "{% load i18n %}{% get_current_language as code %}{{ code }}",
    "spanish.txt": "x",
}


@pytest.fixture(autouse=True)
def _templates(settings, tmp_path: Path):
    for name, text in TEMPLATES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]}]
    sending.away.reached()
    yield
    sending.away.reached()


def queue(event="greeting:1", to="dana@example.org", template="hello", name="Dana", **more):
    return mail.enqueue(event=event, to=to, template=template, context={"name": name}, **more)


def parsed(raw: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.mark.django_db
def test_mail_is_rendered_when_queued_as_text_and_html():
    row = queue(name="Dana <b>& Co")

    assert row.subject == "Hello Dana <b>& Co and welcome"
    assert row.text == "Dear Dana <b>& Co,\n\nread http://localhost:8000/x & answer.\n"
    assert 'style="color: red' in row.html
    assert "Dana &lt;b&gt;&amp; Co" in row.html and "<b>" not in row.html
    assert '<a href="http://localhost:8000/x"' in row.html


@pytest.mark.django_db
def test_mail_with_a_page_of_its_own_uses_it():
    assert "<b>Dana</b>" in queue(template="own").html


@pytest.mark.django_db
def test_mail_is_queued_once_per_event_and_recipient():
    first = queue()

    assert queue() is None
    assert queue(to="DANA@example.org") is None
    assert queue(to="omar@example.org").event == first.event
    assert queue(event="greeting:2") is not None
    assert Outbox.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_mail_is_queued_once_by_many_threads():
    start, got = threading.Barrier(8), []

    def one() -> None:
        start.wait()
        got.append(queue())
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(row is not None for row in got) == 1


@pytest.mark.django_db(transaction=True)
def test_rolled_back_transaction_leaves_no_mail(postman):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError

    assert mail.send_due() == 0
    assert postman.mails == []


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_process_that_died_after_commit_is_sent(
    postman, start_worker, wait_for, settings
):
    """The process that queued it does nothing more; a worker started later sends it."""
    with transaction.atomic():
        queue()
    connection.close()

    start_worker(EMAIL_URL=f"smtp://localhost:{settings.EMAIL_PORT}")
    wait_for(lambda: postman.mails)

    assert postman.recipients == ["dana@example.org"]
    wait_for(lambda: Outbox.objects.get().state == MailState.SENT)


@pytest.mark.django_db(transaction=True)
def test_sent_mail_bears_its_headers_and_both_parts(postman, settings):
    settings.MAIL_GUARDS = {}  # nobody has to have asked for this one
    row = queue(
        stream="alerts", reply_to="clinic@example.org", unsubscribe_url="https://jobs.example/u/abc"
    )

    assert mail.send_due() == 1

    message = parsed(postman.mails[0])
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.SENT, 1)
    assert message["Message-ID"] == row.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "clinic@example.org"
    assert message["List-Unsubscribe"] == "<https://jobs.example/u/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert mail.send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_transactional_mail_has_no_unsubscribe_header(postman):
    queue()

    mail.send_due()

    assert parsed(postman.mails[0])["List-Unsubscribe"] is None


@pytest.mark.django_db(transaction=True)
def test_mail_is_marked_only_after_the_server_accepted_it(postman):
    queue()
    states = []

    def look() -> None:
        states.append(Outbox.objects.get().state)
        connection.close()

    postman.before_accepting = look
    mail.send_due()

    assert states == [MailState.QUEUED]
    assert Outbox.objects.get().state == MailState.SENT


@pytest.mark.django_db(transaction=True)
def test_mail_sent_again_after_a_crash_bears_the_same_id(postman, monkeypatch):
    queue()

    def die(*_args) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sending, "_finish", die)  # between the server's 250 and the mark
        mail.send_due()
    assert mail.send_due() == 0  # the lease still holds
    Outbox.objects.update(lease_until=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    mail.send_due()

    ids = [parsed(raw)["Message-ID"] for raw in postman.mails]
    assert len(ids) == 2 and ids[0] == ids[1]


@pytest.mark.django_db(transaction=True)
def test_urgent_mail_leaves_before_a_flood(postman):
    for n in range(5):
        queue(event=f"digest:{n}", priority=9)
    queue(event="reset:1", to="omar@example.org", priority=1)

    mail.send_due(limit=2)

    assert postman.recipients == ["omar@example.org", "dana@example.org"]


@pytest.mark.django_db(transaction=True)
def test_mail_waits_for_its_hour_and_can_be_cancelled_till_then(postman, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC))
    hour = dt.timedelta(hours=1)
    now = dt.datetime.now(dt.UTC)
    queue(event="refusal:1", send_after=now + hour)
    queue(event="refusal:2", send_after=now + hour)

    assert mail.send_due() == 0
    assert mail.cancel(event="refusal:1") == 1
    time_machine.shift(hour + dt.timedelta(seconds=1))

    assert mail.send_due() == 1
    assert mail.cancel(event="refusal:2") == 0
    assert Outbox.objects.get().event == "refusal:2"


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_mail_once(postman):
    for n in range(30):
        queue(event=f"digest:{n}")
    start = threading.Barrier(3)

    def send() -> None:
        start.wait()
        mail.send_due()
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(postman.mails) == 30
    assert len({parsed(raw)["Message-ID"] for raw in postman.mails}) == 30


@pytest.mark.django_db
def test_late_sender_cannot_mark_a_mail_another_has_claimed():
    queue()
    late = sending._claim()
    Outbox.objects.update(lease_until=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    sending._claim()

    sending._finish(late, MailState.SENT, "")

    assert Outbox.objects.get().state == MailState.QUEUED


@pytest.mark.django_db(transaction=True)
def test_refused_address_is_a_dead_letter_and_blocks_nobody(postman):
    postman.answer = lambda address: "550 no such user" if "gone" in address else "250 OK"
    queue(event="a:1", to="gone@example.org", priority=1)
    queue(event="a:2")

    mail.send_due()

    dead = Outbox.objects.get(event="a:1")
    assert (dead.state, dead.reason) == (MailState.DEAD, "smtp_550")
    assert postman.recipients == ["dana@example.org"]


@pytest.mark.django_db(transaction=True)
def test_greylisted_mail_is_tried_again_later(postman):
    postman.answer = lambda address: "451 try again later"
    queue()

    mail.send_due()

    row = Outbox.objects.get()
    assert (row.state, row.attempts, row.reason) == (MailState.QUEUED, 1, "smtp_451")
    assert row.send_after > dt.datetime.now(dt.UTC) + dt.timedelta(seconds=10)
    assert mail.send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_poisoned_mail_is_isolated_and_replayable(postman):
    queue(event="bad:1", priority=1)
    queue(event="good:1")
    Outbox.objects.filter(event="bad:1").update(subject="two\nlines")  # the mail library refuses it

    for _ in range(sending.MAX_ATTEMPTS):
        mail.send_due()
        Outbox.objects.filter(state=MailState.QUEUED).update(
            send_after=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        )

    bad = Outbox.objects.get(event="bad:1")
    assert (bad.state, bad.reason) == (MailState.DEAD, "BadHeaderError")
    assert len(postman.mails) == 1
    Outbox.objects.filter(pk=bad.pk).update(subject="one line")
    assert mail.replay(bad.pk) is True
    assert mail.send_due() == 1


@pytest.mark.django_db
def test_unreachable_server_blames_no_mail_and_is_left_alone(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    queue()

    mail.send_due()

    row = Outbox.objects.get()
    assert (row.state, row.attempts, row.lease) == (MailState.QUEUED, 0, "")
    connects = []
    monkeypatch.setattr(sending, "_connect", lambda: connects.append(1))
    mail.send_due()
    assert connects == []


@pytest.mark.django_db
def test_wrong_password_of_the_mail_server_loses_nothing(monkeypatch):
    class Closed:
        def open(self) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(sending, "get_connection", lambda fail_silently: Closed())
    queue()

    mail.send_due()

    assert (Outbox.objects.get().state, Outbox.objects.get().attempts) == (MailState.QUEUED, 0)


def suspended(*, user_id: int, stream: str) -> Recipient:
    return Recipient(
        language="es", refuse="suspended" if user_id == 7 or stream == "alerts" else ""
    )


@pytest.mark.django_db(transaction=True)
def test_mail_to_someone_suspended_meanwhile_is_dropped(postman, settings):
    settings.MAIL_RECIPIENT = "tests.core.test_mail.suspended"
    queue(event="a:1", user_id=7)
    queue(event="a:2", user_id=8, stream="alerts")
    queue(event="a:3", user_id=8)

    mail.send_due()

    rows = list(Outbox.objects.order_by("event").values_list("state", "reason"))
    assert rows == [
        (MailState.DROPPED, "suspended"),
        (MailState.DROPPED, "suspended"),
        (MailState.SENT, ""),
    ]
    assert len(postman.mails) == 1


@pytest.mark.django_db
def test_mail_is_written_in_the_recipient_s_language(settings):
    settings.MAIL_RECIPIENT = "tests.core.test_mail.suspended"

    row = queue(template="spanish", user_id=8)

    assert (row.subject, row.language) == ("es", "es")


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "no address", "a@b\nBcc: c@d.org", "a@b.org, c@d.org"])
def test_impossible_address_is_refused(to):
    with pytest.raises(ValidationError):
        queue(to=to)

    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_bodies_are_emptied_a_week_after(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC), tick=False)
    sent, waiting = queue(event="a:1"), queue(event="a:2")
    sending._finish(sending._claim(), MailState.SENT, "")
    time_machine.shift(dt.timedelta(days=7, seconds=1))

    assert mail.purge_bodies() == 1

    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.subject, sent.text, sent.html) == ("", "", "")
    assert waiting.text != ""
    assert mail.purge_bodies() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_mail_survives_senders_killed_at_random(postman, start_worker, wait_for, settings):
    for n in range(60):
        queue(event=f"a:{n}", to=f"someone{n}@example.org")
    postman.before_accepting = lambda: threading.Event().wait(0.05)

    for _ in range(5):
        workers = [
            start_worker(EMAIL_URL=f"smtp://localhost:{settings.EMAIL_PORT}") for _ in range(2)
        ]
        threading.Event().wait(1.6)
        for worker in workers:
            worker.kill()
        Outbox.objects.filter(state=MailState.QUEUED).update(lease_until=None)
    start_worker(EMAIL_URL=f"smtp://localhost:{settings.EMAIL_PORT}")
    wait_for(lambda: not Outbox.objects.exclude(state=MailState.SENT).exists(), 120)

    ids = [parsed(raw)["Message-ID"] for raw in postman.mails]
    assert set(postman.recipients) == {f"someone{n}@example.org" for n in range(60)}
    assert len(set(ids)) == 60
    assert len(ids) - 60 <= 10  # at most one mail in flight per killed worker


def test_leases_of_queue_and_mail_outlast_a_slow_server(settings):
    assert settings.EMAIL_TIMEOUT < leasing.LEASE_SECONDS <= sending.LEASE_SECONDS
