from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MailState(models.TextChoices):
    QUEUED = "queued", "queued"
    SENT = "sent", "sent"
    DROPPED = "dropped", "dropped: the recipient may not be mailed any more"
    DEAD = "dead", "dead letter"


class Outbox(models.Model):
    """One mail to one recipient about one event, rendered when it was queued."""

    event = models.CharField(max_length=200)
    recipient = models.CharField(max_length=254)
    user_id = models.BigIntegerField(null=True)
    stream = models.CharField(max_length=20, default="transactional")
    priority = models.SmallIntegerField(default=5)
    language = models.CharField(max_length=10, default="en")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "core_outbox"
        verbose_name_plural = "outbox"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="outbox_once_per_event_and_recipient"
            ),
            models.CheckConstraint(
                condition=Q(state="queued", finished_at__isnull=True)
                | (~Q(state="queued") & Q(finished_at__isnull=False)),
                name="outbox_finished_has_time",
            ),
        ]
        indexes = [
            # the claim: what is due, most urgent first
            models.Index(
                fields=["priority", "send_after", "id"],
                condition=Q(state="queued"),
                name="outbox_due",
            ),
            # /readyz and the staff banner: since when does mail wait?
            models.Index(fields=["send_after"], condition=Q(state="queued"), name="outbox_waiting"),
            # the purge of bodies
            models.Index(
                fields=["finished_at"], condition=Q(purged_at__isnull=True), name="outbox_to_purge"
            ),
            # export and erasure of one person
            models.Index(fields=["user_id"], name="outbox_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
