"""Codes by e-mail or text message: queued in the request, sent at once by the worker, gone when sent.

The request only writes one sealed row and looks nobody up, so neither its answer nor its time tells anything;
the worker asks whether the address leads in, and throws away the codes of those that do not.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.sealing import seal, unseal
from notifications import sms
from notifications.models import SealedCode

log = logging.getLogger("valityo.outbox")
VALID = timedelta(minutes=15)
AGAIN_AFTER = timedelta(seconds=30)
LATE_AFTER = timedelta(minutes=1)


def enqueue_code(address: str, code: str, *, language: str, to_come_in: bool = False) -> None:
    """The code is on its way to the address.

    to_come_in: the code opens the door, so it goes only to an address that leads in.
    """
    told = {"address": address, "code": code, "language": language, "to_come_in": to_come_in}
    SealedCode.objects.create(sealed=seal(told), not_before=timezone.now())


def enqueue_text(number: str, text: str) -> None:
    """The text message, which holds a code, is on its way to the number by the gateway."""
    SealedCode.objects.create(sealed=seal({"number": number, "text": text}), not_before=timezone.now())


def send_codes() -> int:
    """Every code that waits has been tried once; answers how many were sent. A sent or old one is gone."""
    now = timezone.now()
    sent = 0
    for row in list(SealedCode.objects.filter(not_before__lte=now).order_by("pk")):  # the newest comes last
        if row.created_at < now - VALID:
            row.delete()
            continue
        claimed = SealedCode.objects.filter(pk=row.pk, not_before=row.not_before).update(
            not_before=now + AGAIN_AFTER
        )
        if claimed and _deliver(row):
            sent += 1
    return sent


def none_is_late() -> bool:
    """Whether no code has waited over a minute: else the worker or the mail server is away."""
    return not SealedCode.objects.filter(created_at__lt=timezone.now() - LATE_AFTER).exists()


def _deliver(row: SealedCode) -> bool:
    """Whether a letter went out; the row is gone then, and also when there was nobody to write to."""
    try:
        told = unseal(row.sealed)
        if "number" in told:
            sms.send(told["number"], told["text"])
            row.delete()
            return True
        address = told["address"]
        if told["to_come_in"] and not get_adapter().leads_in(address):
            address = ""
        if address:
            _letter(address, told["code"], told["language"]).send()
    except InvalidToken:
        log.warning("a code was sealed with a key that is no longer known")
        address = ""
    except Exception as failure:
        log.warning("a code could not be sent: %s", type(failure).__name__)
        return False
    row.delete()
    return bool(address)


def _letter(address: str, code: str, language: str) -> EmailMessage:
    with translation.override(language):
        subject = render_to_string("codes/subject.txt")
        body = render_to_string("codes/body.txt", {"code": code})
    return EmailMessage(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address])
