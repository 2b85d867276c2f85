"""The pictures of the packaged pages, kept in the library of images.

Eight flat drawings in the colours of the site, of nobody's likeness; drawn for it, under its licence.
"""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

PICTURES = Path(__file__).resolve().parents[1] / "content/pictures"
TITLES = {
    "bridge": "Silta järven yli",
    "village": "Kylä koivujen keskellä",
    "path": "Polku metsään",
    "sheets": "Esitteitä kolmella kielellä",
    "workshop": "Pyöräpaja",
    "kitchen": "Kylätalon keittiö",
    "greenhouse": "Kasvihuone",
    "talk": "Kaksi ihmistä pöydän ääressä",
}
FILE_PREFIX = "valityo-"


def picture_id(name: str) -> int:
    """The key of the picture in the library; it is put there when it is not yet."""
    images = get_image_model().objects
    title = f"{TITLES[name]} (piirros)"
    known: int | None = images.filter(title=title).order_by("pk").values_list("pk", flat=True).first()
    if known is not None:
        return known
    content = (PICTURES / f"{name}.webp").read_bytes()
    image = images.create(title=title, file=ContentFile(content, name=f"{FILE_PREFIX}{name}.webp"))
    return int(image.pk)
