"""What a person does with an import from the browser. Each press is on record; long work is the worker's."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.grouping import in_parts
from audit.services import record
from programmes.exchange.browser import store
from programmes.exchange.browser.unpacking import unpack
from programmes.exchange.models import ImportRun, RunStatus
from programmes.personal import attachments
from ui.identity_codes import without_identity_codes
from workflow.locks import lock

LONGEST_NAME = 120
GOES_IN = (RunStatus.CHECKED, RunStatus.STOPPED)
TAKES_BACK = (RunStatus.DONE, RunStatus.STOPPED)
CALLS_OFF = (RunStatus.CHECKING, RunStatus.CHECKED, RunStatus.UNREADABLE)


def send(upload: UploadedFile[Any], *, by: User, source: str, token: str) -> ImportRun:
    """The file lies sealed and waits to be checked; nothing of the service has changed. The same form twice
    is one import.

    Raises ValidationError, in words that say what to do, for a file that is no bundle, is too large, is half
    of one, or whose letters cannot be read; PermissionDenied. Then nothing is kept.
    """
    _allow(by)
    if known := ImportRun.objects.filter(token=token, sent_by=by).first():
        return known
    file: Any = upload
    with tempfile.TemporaryDirectory(prefix="valityo-look-") as folder:
        unpack(file, upload.name or "", Path(folder))
    file.seek(0)
    kept = attachments.keep_content(file.read())
    now = timezone.now()
    run = ImportRun(
        source=source, name=shown_name(upload.name or ""), size=upload.size or 0, sent_by=by, token=token,
        asked_at=now, asked_by=by, file=kept,
    )  # fmt: skip
    try:
        with transaction.atomic():
            run.save()
            record("bundle.sent", run, by=by, data={"source": source, "size": run.size}, held=True)
    except IntegrityError:  # the same form, pressed twice at the same moment
        attachments.drop(kept)
        return ImportRun.objects.get(token=token, sent_by=by)
    return run


def shown_name(name: str) -> str:
    """A name that is safe anywhere, without an identity code in it."""
    bare = PurePath(name.replace("\\", "/")).name
    clean = without_identity_codes(re.sub(r"[^\w .()-]", "", bare)).strip(" .")
    return clean[-LONGEST_NAME:] or "tiedosto"


def bring_in(run: ImportRun, *, by: User) -> None:
    """The worker brings the import in; one that stopped goes on. A second press changes nothing.

    Raises ValidationError, in words, where it has been called off or its file is gone.
    """
    _allow(by)
    with transaction.atomic():
        lock(run)
        if run.status in {RunStatus.GOING_IN, RunStatus.DONE}:
            return
        _expect(run, GOES_IN)
        if not run.file:
            raise ValidationError(_("The file is not kept any more. Send it again."))
        run.group = run.group or uuid4()
        _ask(run, RunStatus.GOING_IN, by)
        with in_parts(run.group):
            record("bundle.begun", run, by=by, data={"source": run.source}, held=True)


def call_off(run: ImportRun, *, by: User) -> None:
    """The import does not go in, and its file is gone. A second press changes nothing.

    Raises ValidationError, in words, where it goes in already.
    """
    _allow(by)
    with transaction.atomic():
        lock(run)
        if run.status == RunStatus.CALLED_OFF:
            return
        _expect(run, CALLS_OFF)
        gone = [run.file, run.report]
        run.status, run.ended_at, run.file, run.report = RunStatus.CALLED_OFF, timezone.now(), "", ""
        run.save()
        record("bundle.called_off", run, by=by, held=True)
        for one in filter(None, gone):
            transaction.on_commit(partial(attachments.drop, one))


def take_back(run: ImportRun, *, by: User) -> None:
    """The worker takes the import back as a whole, while nothing hangs on it. A second press changes nothing.

    Raises ValidationError, in words, where there is nothing to take back.
    """
    _allow(by)
    with transaction.atomic():
        lock(run)
        if run.status in {RunStatus.TAKING_BACK, RunStatus.TAKEN_BACK}:
            return
        _expect(run, TAKES_BACK)
        gone = run.file
        run.file, run.kept_back = "", 0
        _ask(run, RunStatus.TAKING_BACK, by)
        record("bundle.undo_asked", run, by=by, held=True)
        if gone:
            transaction.on_commit(lambda: attachments.drop(gone))


def rejected_rows(run: ImportRun, name: str, *, by: User) -> str:
    """The rejected rows of the file as they came, each with its reason; the download is on record.

    Raises KeyError where there are none, or they are not kept any more.
    """
    _allow(by)
    text = store.report_for(run).files[name]
    with transaction.atomic():
        record("bundle.rejected_taken", run, by=by, data={"file": name})
    return text


def _allow(by: User) -> None:
    if not by.has_perm("programmes.import_bundle"):
        raise PermissionDenied


def _expect(run: ImportRun, statuses: tuple[RunStatus, ...]) -> None:
    if run.status not in statuses:
        raise ValidationError(
            _("This cannot be done now: the import is “%(state)s”.") % {"state": run.get_status_display()}
        )


def _ask(run: ImportRun, status: RunStatus, by: User) -> None:
    run.status, run.asked_at, run.asked_by = status, timezone.now(), by
    run.done = run.total = run.attempts = 0
    run.problem = ""
    run.save()
