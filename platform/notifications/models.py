"""The outbox: one row per message to one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message reaches a person."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    LETTER = "letter", _("Letter")
    WORKER = "worker", _("Told by the worker")


class Delivery(models.TextChoices):
    """Where a message is on its way."""

    PENDING = "pending", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    IN_DOUBT = "in_doubt", _("In doubt: it may have been sent")
    CANCELLED = "cancelled", _("Taken back before sending")
    BY_HAND = "by_hand", _("To be told by a worker")
    GATHERED = "gathered", _("Told in one message with others")
    PASSED_ON = "passed_on", _("Passed on to who cares for it now")


class Message(models.Model):
    """One message about one event to one person. What it says is rendered when it is sent."""

    event = models.ForeignKey(
        "audit.Event", on_delete=models.DO_NOTHING, related_name="messages", db_index=False
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    recipient_name = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    address = models.CharField(max_length=254, blank=True)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="fi")
    context = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.PENDING)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    # What it said when it was sent or told, whatever its text is later.
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "template", "recipient", "address"], name="message_once_per_event"
            ),
            models.CheckConstraint(condition=models.Q(state__in=Delivery.values), name="message_state_known"),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="message_due")]

    def __str__(self) -> str:
        return f"{self.template} ({self.state})"


class MessageText(models.Model):
    """The words of one message in one language where a manager has changed them; empty: as packaged."""

    template = models.CharField(_("message"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=70, blank=True)
    body = models.TextField(_("text"), max_length=1500, blank=True)

    class Meta:
        ordering = ["template", "language"]
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of messages")
        constraints = [
            models.UniqueConstraint(fields=["template", "language"], name="message_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.language})"


class MessageTextVersion(models.Model):
    """The words from one change until the next; empty ones say that the packaged words came back."""

    text = models.ForeignKey(MessageText, on_delete=models.CASCADE, related_name="versions")
    subject = models.CharField(max_length=70, blank=True)
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.text_id}: {self.at:%Y-%m-%d}"


class MorningMail(models.Model):
    """How somebody who works here wants to hear of what waits: one mail a working morning, or none."""

    class How(models.TextChoices):
        """Beside the messages of each thing, or in place of those about queues."""

        BESIDE = "beside", _("One mail each working morning, and messages as they come")
        INSTEAD = "instead", _("One mail each working morning in place of messages about queues")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(_("morning mail"), max_length=10, choices=How.choices, blank=True)
    made_on = models.DateField(null=True)  # the last morning that was looked at

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how__in=["", "beside", "instead"]), name="morning_mail_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.how}"


class SealedCode(models.Model):
    """One code on its way to an address, readable by the service alone; gone when sent or too old."""

    sealed = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"code of {self.created_at:%H:%M:%S}"


class Heartbeat(models.Model):
    """The last sign of life of a worker process; under the name of `config.health` the last trial write."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
