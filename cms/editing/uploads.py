"""What may be uploaded: pictures that are only pictures, files that are what their name says.

A picture is drawn anew when it comes in: whatever else stood in the file, a second file, a script, the place
where the photograph was taken, is gone.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

# Nothing of this belongs into a picture; browsers and servers of old would run it. Each is so long that the
# points of a large photograph do not spell it by chance.
NOT_OF_A_PICTURE = (
    b"<script",
    b"<svg ",
    b"<svg>",
    b"<html",
    b"<!doctype",
    b"<?php",
    b"<iframe",
    b"javascript:",
)
QUALITY = {"JPEG": 92, "WEBP": 92, "AVIF": 80}
# What telephones make and browsers do not all show, or show only in part, is kept as JPEG.
KEPT_AS_JPEG = frozenset({"HEIF", "MPO"})
# Their second picture is a map of depth or of light, never a next frame.
ONE_PICTURE = frozenset({"jpeg", "heic"})
MEGA = 1_000_000
# A picture of 50 megapixels takes some 200 MB while it is made smaller: one at a time in each process.
_one_at_a_time = Lock()
# More than any page shows: what is larger is made smaller, so that its sizes are drawn in a moment.
KEPT_SIDE = 2400

OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
}
TEXTS = frozenset({"csv", "txt"})
MOST_UNPACKED = 200 * 1024 * 1024


class CarefulImageField(WagtailImageField):
    """Half a picture is refused in words too; Wagtail's own field falls over it."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (OSError, SyntaxError) as broken:
            raise ValidationError(_("This file cannot be read as a picture.")) from broken

    def check_image_pixel_size(self, f: Any) -> None:
        """How large is told in megapixels, as telephones tell it, with what to do about it."""
        try:
            width, height = f.image.get_size()
            frames = 1 if f.image.format_name in ONE_PICTURE else f.image.get_frame_count()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise ValidationError(too_large(None)) from None
        if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise ValidationError(too_large(width * height * frames))


def too_large(points: int | None) -> str:
    """What the person reads; `points` is None when there are so many that nobody counted them."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MEGA
    if points is None:
        return _("The picture is far too large: at most %(most)s megapixels. Save it in a smaller size.") % {
            "most": most
        }
    return _(
        "The picture has %(now)s megapixels; at most %(most)s. Choose a smaller size in the camera, or save "
        "it in a smaller size."
    ) % {"now": -(-points // MEGA), "most": most}


class ImageForm(BaseImageForm):
    """A picture is checked and drawn anew before it is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = CarefulImageField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return pure_picture(file) if "file" in self.changed_data and file else file


class DocumentForm(BaseDocumentForm):
    """A file is what the end of its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file.name, file)
        return file

    def _post_clean(self) -> None:
        """Of a file that is refused already the library would say that its name has no ending."""
        refused = self.errors.get("file")
        told = list(refused.data) if refused is not None else []
        super()._post_clean()
        if told:
            self.errors["file"].data = told


def pure_picture(file: Any) -> Any:
    """The same picture, upright and with nothing else in the file."""
    file.seek(0)
    content = file.read()
    lowered = content.lower()
    if any(mark in lowered for mark in NOT_OF_A_PICTURE):
        raise ValidationError(
            _("There is something else than a picture in this file. Save it anew as JPEG or PNG.")
        )
    try:
        with _one_at_a_time, Image.open(BytesIO(content)) as picture:
            drawn, kind = _drawn_anew(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise ValidationError(_("This file cannot be read as a picture.")) from broken
    name = f"{PurePosixPath(file.name).stem}.jpg" if kind in KEPT_AS_JPEG else file.name
    pure = ContentFile(drawn, name=name)
    pure.image = getattr(file, "image", None)  # type: ignore[attr-defined]  # Wagtail's field leaves it there
    pure.content_type = (  # type: ignore[attr-defined]
        "image/jpeg" if kind in KEPT_AS_JPEG else getattr(file, "content_type", "")
    )
    return pure


def _drawn_anew(picture: Image.Image) -> tuple[bytes, str]:
    """The file of the picture, upright and not larger than any page shows it, and what it was before."""
    came_as = picture.format or ""
    kind = "JPEG" if came_as in KEPT_AS_JPEG else came_as
    picture.draft(None, (KEPT_SIDE, KEPT_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((KEPT_SIDE, KEPT_SIDE))
    if came_as in KEPT_AS_JPEG and upright.mode != "RGB":
        upright = upright.convert("RGB")
    options: dict[str, Any] = {"quality": QUALITY[kind]} if kind in QUALITY else {}
    profile = picture.info.get("icc_profile")
    if profile:
        options["icc_profile"] = profile
    upright.info.pop("exif", None)
    upright.info.pop("xmp", None)
    file = BytesIO()
    upright.save(file, format=kind, **options)
    return file.getvalue(), came_as


def check_document(name: str, file: Any) -> None:
    """Raises ValidationError, in words, when the content is not what the name promises."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if ending not in settings.WAGTAILDOCS_EXTENSIONS:
        kinds = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        raise ValidationError(
            _("Files of this kind (.%(ending)s) are not taken. These are: %(kinds)s.")
            % {"ending": ending, "kinds": kinds}
        )
    file.seek(0)
    content = file.read()
    file.seek(0)
    fits = (
        content.startswith(b"%PDF-")
        if ending == "pdf"
        else _is_office(content, OFFICE[ending])
        if ending in OFFICE
        else _is_text(content)
        if ending in TEXTS
        else False
    )
    if not fits:
        raise ValidationError(
            _("The content of this file is not what its name says (.%(ending)s). Save it anew and try again.")
            % {"ending": ending}
        )


def _is_office(content: bytes, main_part: str) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        return False
    macros = any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names)
    return main_part in names and unpacked <= MOST_UNPACKED and not macros


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<", b"%pdf", b"pk\x03\x04", b"mz", b"#!")):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True
