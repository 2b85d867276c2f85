"""A file that somebody sends: told by its content, drawn anew where it is a picture, sealed, private.

What a name or a browser says of it counts for nothing. Pictures lose what a telephone writes into them (where
and when it was taken), as on public pages (decision 0034).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.sealing import box
from programmes.participants.models import FileKind
from ui.identity_codes import without_identity_codes
from workflow.models import new_reference

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 52_000_000
LONGEST_SIDE = 2400
ENDS = {FileKind.PDF: ".pdf", FileKind.JPEG: ".jpg", FileKind.PNG: ".png"}
TOLD_BY_HEAD = 1024
PICTURES = {"JPEG", "PNG", "HEIF", "MPO"}


@dataclass(frozen=True)
class Attachment:
    """A file that has been looked at: what it is, its bytes as they are kept, and a name of our making."""

    kind: FileKind
    content: bytes
    name: str


def looked_at(upload: UploadedFile[Any]) -> Attachment:
    """The file as it is kept. Raises ValidationError, in words, when it is too large or something else."""
    if (upload.size or 0) > MOST_BYTES:
        words = _("The file is too large: %(size)s MB. At most 10 MB fit. Take a smaller picture.")
        raise ValidationError(words % {"size": round((upload.size or 0) / 1024 / 1024)})
    content = upload.read()
    if content[:TOLD_BY_HEAD].lstrip().startswith(b"%PDF-"):
        kind, kept = FileKind.PDF, content
    else:
        kind, kept = _picture(content)
    return Attachment(kind, kept, _name(upload.name or "", kind))


def _picture(content: bytes) -> tuple[FileKind, bytes]:
    """The picture drawn anew, upright and no larger than a page needs."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - heavy, and seldom needed
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener()
    try:
        picture = Image.open(io.BytesIO(content))
        if picture.format not in PICTURES:
            raise UnidentifiedImageError
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(_("The picture has too many pixels. Take a smaller one."))
        upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(
            _("This file is not a PDF or a picture (JPEG, PNG, HEIC). Send it in another form.")
        ) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kind = FileKind.PNG if picture.format == "PNG" else FileKind.JPEG
    drawn = io.BytesIO()
    if kind == FileKind.PNG:
        upright.save(drawn, "PNG", optimize=True)
    else:
        upright.convert("RGB").save(drawn, "JPEG", quality=85)
    return kind, drawn.getvalue()


def _name(given: str, kind: FileKind) -> str:
    """A name that is safe anywhere, with the end that is true."""
    stem = re.sub(r"[^\w .-]", "", PurePath(given.replace("\\", "/")).stem).strip(" .")[:60]
    return (without_identity_codes(stem) or "liite") + ENDS[kind]


def keep(attachment: Attachment) -> str:
    """The file lies sealed in the private store; answers where."""
    return keep_content(attachment.content)


def keep_content(content: bytes) -> str:
    """The bytes lie sealed in the private store; answers where."""
    name: str = _store().save(f"{new_reference()}.sealed", ContentFile(box().encrypt(content)))
    return name


def opened(where: str) -> bytes:
    """The bytes of the file. Raises FileNotFoundError when it is gone."""
    with _store().open(where) as file:
        return box().decrypt(file.read())


def drop(where: str) -> None:
    """The file is gone."""
    _store().delete(where)


def named(stem: str, kind: str) -> str:
    """The name of a file of the kind."""
    return stem + ENDS[FileKind(kind)]


def answer(where: str, *, kind: str, name: str) -> HttpResponse:
    """The file, to be kept by its reader and never run. Raises FileNotFoundError when it is gone."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    return HttpResponse(opened(where), content_type=kind, headers=headers)


def _store() -> Any:
    return storages["private"]
