"""What waits at a desk: a file that was sent to be imported and looked at, and lists that a worker has saved.

It has no lot: the same file and the same lists in every demo.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path

from accounts.models import User
from programmes.exchange.browser import store
from programmes.exchange.browser.template import LONG_AGO
from programmes.exchange.browser.unpacking import unpack
from programmes.exchange.browser.working import tell
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.hosts import business_id
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import World
from programmes.exchange.models import ImportRun, RunStatus
from programmes.exchange.services import import_bundle
from programmes.personal import attachments
from programmes.workspace.models import SavedList

NAME, SOURCE = "tyonantajat-tuonti.zip", "vanha-rekisteri"
SENT_AT, CHECKED_AT = time(14, 32), time(14, 33)
LISTS = (
    ("Lupaus lähestyy", "day90=14&whose=mine&sort=day90"),
    ("Ilman seuraavaa askelta", "no_step=on&whose=mine"),
)


def save_lists(world: World, worker: User) -> None:
    """The worker has saved two lists."""
    at = instant(datetime.combine(world.course.today - timedelta(days=20), time(9, 5)))
    world.rows.saved_lists += [
        SavedList(user=worker, name=name, query=query, saved_at=at) for name, query in LISTS
    ]


def send_import(world: World, manager: User) -> None:
    """A file of the register before waits to be brought in: rehearsed yesterday, one row of it wrong."""
    day = world.course.today - timedelta(days=1)
    sent, checked = (datetime.combine(day, at) for at in (SENT_AT, CHECKED_AT))
    content = _bundle()
    run = ImportRun(
        reference=world.reference(),
        source=SOURCE,
        name=NAME,
        size=len(content),
        status=RunStatus.CHECKED,
        sent_by=manager,
        sent_at=instant(sent),
        asked_by=manager,
        asked_at=instant(sent),
        ended_at=instant(checked),
        token=world.reference(),
        file=attachments.keep_content(content),
    )
    with tempfile.TemporaryDirectory(prefix="valityo-demo-") as folder:
        path = unpack(io.BytesIO(content), NAME, Path(folder) / "bundle")
        result = import_bundle(path, source=SOURCE, dry_run=True, report=Path(folder) / "rejected")
        store.keep_report(run, store.report_of(result))
    tell(run, result)
    world.rows.imports.append(run)
    world.journal.happened += [
        Happened(sent, manager, "bundle.sent", run, {"source": SOURCE, "size": run.size}),
        Happened(checked, None, "bundle.checked", run, {"source": SOURCE, "counts": run.counts}),
    ]
    world.journal.in_order()


def drop_imports() -> None:
    """The files and reports of all imports are gone: their rows go next."""
    for run in ImportRun.objects.all():
        for name in filter(None, (run.file, run.report)):
            attachments.drop(name)


def _bundle() -> bytes:
    """A zip with four employers: three that are right, and one whose business id is none."""
    good = [made for number in range(990_002, 1_000_000, 7) if (made := business_id(number))][:3]
    rows = [
        (good[0], "Harjun Kiinteistöpalvelu Oy", "company", "167"),
        (good[1], "Vaarojen Puutarha Ky", "company", "422"),
        (good[2], "Kylätalkoo ry", "association", "309"),
        (f"{good[0][:-1]}X", "Uimaharjun Paja Oy", "company", "146"),
    ]
    lines = ["business_id;name;kind;municipality_code", *(";".join(row) for row in rows)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("employers.csv", LONG_AGO), "\ufeff" + "\r\n".join(lines) + "\r\n")
    return out.getvalue()
