"""The picture shown where a link to a page is shared: its title on birch paper, drawn by ourselves.

The name of the file is a fingerprint of all that is drawn, so a picture never changes under its name: it is
drawn once, kept in the storage, and may be kept by anybody for good.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import override

from cms.site_settings import keeper

WIDTH, HEIGHT, MARGIN = 1200, 630, 84
DESIGN = "2"  # another number makes every picture anew
PAPER, INK, NIGHT = "#faf7f0", "#10292f", "#0c303c"
FOREST, LAKE, CLOUDBERRY = "#17603f", "#0b4a63", "#f2a23a"
HILLS = ((0, 560), (140, 500), (390, 556), (560, 520), (800, 566), (940, 530), (1200, 558))
FOLDER = "share"
TITLE_SIZES = (84, 76, 68, 60, 52, 46)
TITLE_TOP, TITLE_FOOT = 226, 490  # above the highest hill
LEADING = 1.16
ARABIC = range(0x0600, 0x0700)
SMOOTHER = 3


@dataclass(frozen=True)
class Sharing:
    """What the picture of a page says, and its name."""

    title: str
    language: str

    @property
    def name(self) -> str:
        """The fingerprint of what is drawn."""
        told = "\n".join((DESIGN, self.language, self.title, _owner(self.language)))
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def png(self) -> bytes:
        """The picture, from the storage when it was drawn before."""
        path = f"{FOLDER}/{self.name}.png"
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(draw(self.title, _owner(self.language))))
        with default_storage.open(path) as kept:
            return kept.read()


def of_page(page: Any) -> Sharing:
    """The picture of a page in its language."""
    return Sharing(page.specific_deferred.title_alone, page.locale.language_code)


def address_of(page: Any) -> str:
    """Where the picture of the page is, whole."""
    return f"{settings.BASE_URL}{reverse('sharing', args=[page.pk or 0, of_page(page).name])}"


def of_place(title: str, language: str) -> Sharing:
    """The picture of an open place: its own name, not that of the list."""
    return Sharing(title, language)


def draw(title: str, owner: str) -> bytes:
    """A PNG of 1200 × 630; the same words always give the same bytes."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - needed only when a picture is new

    picture = Image.new("RGB", (WIDTH * SMOOTHER, 130 * SMOOTHER), PAPER)
    _draw_hills(ImageDraw.Draw(picture))
    ground = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    ground.paste(picture.resize((WIDTH, 130), Image.Resampling.LANCZOS), (0, HEIGHT - 130))
    ground.paste(_mark(), (MARGIN, 62))
    pen = ImageDraw.Draw(ground)
    pen.text((MARGIN + 132, 108), "Välityö", font=_font("bold", 52), fill=INK, anchor="lm")
    pen.rectangle((MARGIN, 186, MARGIN + 96, 194), fill=CLOUDBERRY)
    lines, size, script = _fitted(title)
    right_to_left = script == "arabic"
    for number, line in enumerate(lines):
        top = TITLE_TOP + round(number * size * LEADING)
        place, anchor = ((WIDTH - MARGIN, top), "ra") if right_to_left else ((MARGIN, top), "la")
        pen.text(place, line, font=_font(script, size), fill=LAKE, anchor=anchor)
    pen.text((MARGIN, HEIGHT - 34), owner, font=_font("regular", 28), fill="#ffffff", anchor="lm")
    told = io.BytesIO()
    ground.save(told, "PNG", optimize=True)
    return told.getvalue()


def logo() -> bytes:
    """The mark alone, 512 × 512, for those who ask for a logo."""
    from PIL import Image  # noqa: PLC0415 - as above

    ground = Image.new("RGB", (512, 512), PAPER)
    mark = _mark(scale=7)
    ground.paste(mark, ((512 - mark.width) // 2, (512 - mark.height) // 2))
    told = io.BytesIO()
    ground.save(told, "PNG", optimize=True)
    return told.getvalue()


def _owner(language: str) -> str:
    with override(language):
        return keeper()


def _fitted(title: str) -> tuple[list[str], int, str]:
    """The title in lines, in the largest size in which it fits; what does not fit even then is cut."""
    script = "arabic" if any(ord(character) in ARABIC for character in title) else "bold"
    for size in TITLE_SIZES:
        lines = _wrapped(title, script, size)
        room = int((TITLE_FOOT - TITLE_TOP) / (size * LEADING))
        if len(lines) <= room:
            return lines, size, script
    kept = lines[:room]
    return [*kept[:-1], kept[-1].rstrip(" .,") + "…"], size, script


def _wrapped(title: str, script: str, size: int) -> list[str]:
    font, lines = _font(script, size), [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font(script: str, size: int) -> Any:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    from ui.assets.fonts import NOTO_ARABIC, source_path  # noqa: PLC0415 - as above

    if script == "arabic":
        font = ImageFont.truetype(source_path(NOTO_ARABIC), size)
        font.set_variation_by_axes([700, 100])
        return font
    file = {"bold": "NotoSans-Bold.ttf", "regular": "NotoSans-Regular.ttf"}[script]
    return ImageFont.truetype(settings.STATICFILES_DIRS[0] / "pdf" / file, size)


def _draw_hills(pen: Any) -> None:
    top = HEIGHT - 130
    points = [(x * SMOOTHER, (y - top) * SMOOTHER) for x, y in _smooth(HILLS)]
    pen.polygon([*points, (WIDTH * SMOOTHER, 130 * SMOOTHER), (0, 130 * SMOOTHER)], fill=NIGHT)


def _smooth(points: tuple[tuple[int, int], ...]) -> list[tuple[float, float]]:
    """A soft line through the points: each stretch goes from one to the next as half a wave."""
    line = []
    for (x, y), (to_x, to_y) in pairwise(points):
        for step in range(24):
            part = step / 24
            line.append((x + (to_x - x) * part, y + (to_y - y) * (1 - cos(pi * part)) / 2))
    return [*line, points[-1]]


def _mark(scale: float = 2.3) -> Any:
    """The bridge of the wordmark."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

    wide, high, big = round(48 * scale), round(38 * scale), scale * SMOOTHER
    mark = Image.new("RGB", (wide * SMOOTHER, high * SMOOTHER), PAPER)
    pen = ImageDraw.Draw(mark)
    for x, top in ((12.5, 18.5), (24, 13), (35.5, 18.5)):
        pen.line([(x * big, 29 * big), (x * big, top * big)], fill=LAKE, width=round(2.6 * big))
    arch = []
    for step in range(61):
        t = step / 60
        x = 4 * (1 - t) ** 3 + 3 * 9.5 * t * (1 - t) ** 2 + 3 * 38.5 * t**2 * (1 - t) + 44 * t**3
        y = 29 * (1 - t) ** 3 + 3 * 7.5 * t * (1 - t) ** 2 + 3 * 7.5 * t**2 * (1 - t) + 29 * t**3
        arch.append((x * big, y * big))
    pen.line(arch, fill=FOREST, width=round(3.6 * big), joint="curve")
    pen.line([(2.5 * big, 31 * big), (45.5 * big, 31 * big)], fill=CLOUDBERRY, width=round(3 * big))
    return mark.resize((wide, high), Image.Resampling.LANCZOS)
