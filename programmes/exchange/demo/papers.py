"""Agreements of the history that were signed on paper: a drawn sheet lies in the store as the scan."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta

from accounts.models import User
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import World
from programmes.participants.models import FileKind
from programmes.personal import attachments
from programmes.personal.signed_papers import KEPT
from programmes.placements.models import Agreement, Placement, SignedPaper

MOST = 12  # so many scans show the state; each is a file


def paper_of(world: World, placement: Placement, agreement: Agreement, worker: User) -> SignedPaper | None:
    """The scan on which the signatures of the agreement stand; none once there are enough of them."""
    known = next((one for one in world.rows.papers if one.agreement is agreement), None)
    if known is not None or len(world.rows.papers) >= MOST:
        return known
    content = drawn(len(world.rows.papers))
    paper = SignedPaper(
        reference=world.reference(),
        agreement=agreement,
        signed_on=world.day,
        file_kind=FileKind.PNG,
        file_size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kept_at=instant(world.course.now),
        kept_by=worker,
    )
    world.rows.papers.append(paper)
    at = world.course.now - timedelta(minutes=1)
    told = {"version": agreement.version, "scan": paper.sha256}
    world.journal.happened.append(Happened(at, worker, KEPT, placement, told, on=world.day))
    return paper


def drawn(number: int) -> bytes:
    """A sheet with lines and two strokes of a pen, as a picture; the same for the same number."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - heavy, and only the demo draws

    sheet = Image.new("L", (620, 877), 252)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((60, 60, 300, 84), fill=60)
    for line in range(26):
        pen.line((60, 130 + 22 * line, 560 - 37 * ((line + number) % 5), 130 + 22 * line), fill=150, width=3)
    for left in (70, 340):
        pen.line((left, 800, left + 210, 800), fill=90, width=1)
        curve = [(left + 10 + 14 * step, 790 - (step * (7 + number) % 31)) for step in range(12)]
        pen.line(curve, fill=40, width=3, joint="curve")
    made = io.BytesIO()
    sheet.save(made, "PNG", optimize=True)
    return made.getvalue()


def keep_files(world: World) -> None:
    """Each scan lies in the private store."""
    for number, paper in enumerate(world.rows.papers):
        content = drawn(number)
        paper.file = attachments.keep(attachments.Attachment(FileKind.PNG, content, ""))


def drop_files() -> None:
    """The files of all scans are gone: their rows go next."""
    for file in SignedPaper.objects.values_list("file", flat=True):
        attachments.drop(file)
