"""The pictures of the packaged pages: drawn here, always the same, kept in the library of images."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

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
    """The key of the picture in the library; it is drawn when it is not there yet."""
    images = get_image_model().objects
    title = f"{TITLES[name]} (piirros)"
    known: int | None = images.filter(title=title).order_by("pk").values_list("pk", flat=True).first()
    if known is not None:
        return known
    image = images.create(title=title, file=ContentFile(drawn(name), name=f"{FILE_PREFIX}{name}.png"))
    return int(image.pk)


@cache
def drawn(name: str) -> bytes:
    """The drawing as a PNG; the same name always gives the same bytes."""
    from cms.loading import scenes  # noqa: PLC0415 - the drawing library is needed only when a picture is new

    scene: Any = scenes.SCENES[name]
    told = io.BytesIO()
    scenes.finished(scene).save(told, "PNG", optimize=True)
    return told.getvalue()
