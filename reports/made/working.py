"""What was asked for is made by the worker, one thing at a time, and lies sealed for who asked."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications.long_work import MOST_ATTEMPTS, Meter, Tick, let_go, take
from programmes.personal import attachments
from reports.made.drafts import as_text
from reports.made.ordering import is_of_each, report_of
from reports.made.waiting import under_way
from reports.models import Making
from reports.publishing import NotPublishableError, draft_edition, newest_number
from reports.selectors import readable_municipalities

log = logging.getLogger("valityo.reports")
STAYS = timedelta(hours=24)


def make_reports() -> int:
    """Everything that was asked for has been made, or says why not; how many."""
    made = 0
    while making := take(under_way()):
        _see_to(making)
        made += 1
    return made


def forget_old() -> int:
    """What was made a day ago is gone, with its row; how many. Safe twice and beside a worker."""
    gone = 0
    for making in Making.objects.filter(asked_at__lt=timezone.now() - STAYS, is_held=False).order_by("pk"):
        if making.file:
            attachments.drop(making.file)
        making.delete()
        gone += 1
    return gone


def _see_to(making: Making) -> None:
    try:
        if making.attempts > MOST_ATTEMPTS:
            raise RuntimeError("it was begun too often")
        with translation.override(making.language):
            content = _draft(making) if making.kind == Making.Kind.DRAFT else _file(making)
    except NotPublishableError as refusal:
        _end(making, Making.Status.FAILED, problem=str(refusal))
    except Exception:
        log.exception("making %s failed", making.reference)
        with translation.override(making.language):
            words = _("The service met an error of its own. Try again, or tell the administrators.")
        _end(making, Making.Status.FAILED, problem=words)
    else:
        _end(making, Making.Status.READY, file=attachments.keep_content(content), size=len(content))
    finally:
        let_go(making)


def _file(making: Making) -> bytes:
    report, by = report_of(making), making.asked_by
    made_at, steps = timezone.localtime(), 0
    more: dict[str, Tick] = {}
    if is_of_each(report, making.file_format):
        steps = len(readable_municipalities(by))
    with Meter(making).of(steps) as tick:
        if steps:
            more["tick"] = tick
        return report.write(making.file_format, by, making.period, None, made_at, **more)


def _draft(making: Making) -> bytes:
    newest = newest_number()
    return as_text(draft_edition(making.period), newest).encode()


def _end(making: Making, status: Making.Status, **told: object) -> None:
    Making.objects.filter(pk=making.pk).update(status=status, ended_at=timezone.now(), is_held=False, **told)
