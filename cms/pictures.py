"""The sizes in which a picture stands on a page, drawn when it comes in and not by the first reader."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import Filter

# As `cms/picture.html` asks for them; a test holds both together.
SIZES = tuple(Filter.expand_spec(["format-{avif,webp,jpeg}", "width-{480,960}"]))


def draw(image: Any) -> None:
    """Every size of the picture is there; what is there already stays as it is."""
    image.get_renditions(*SIZES)


def listen() -> None:
    """From now on a picture that comes in, or is replaced, is drawn in every size once it is kept."""
    post_save.connect(_on_save, sender=get_image_model(), dispatch_uid="cms-pictures")


def _on_save(instance: Any, raw: bool = False, **_signal: Any) -> None:
    if not raw:
        # A size that cannot be drawn now is drawn for the first reader: nothing is lost for the uploader.
        transaction.on_commit(lambda: draw(instance), robust=True)
