"""A preview never shows a hole: what the editor has not written yet is shown as an example."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

# Of the text of a page a few parts are enough; other streams have few kinds of parts.
TEXT_PARTS = ("heading", "paragraph", "lines", "steps")
MEANWHILE = timedelta(days=7)
SKIPPED = (models.URLField, models.EmailField, models.SlugField)


def show_examples(page: Any) -> None:
    """Every empty field of the page holds an example; the page is shown and not saved."""
    for field in page._meta.concrete_fields:
        if field.model is Page:
            continue
        if getattr(page, field.attname) or isinstance(getattr(page, field.attname), bool):
            continue
        example = _example(field, page)
        if example is not None:
            setattr(page, field.name, example)


def _example(field: Any, page: Any) -> Any:
    if isinstance(field, StreamField):
        return _parts(field.stream_block)
    if isinstance(field, models.DateTimeField):
        later = timedelta(hours=2) if field.name.startswith("ends") else timedelta()
        return timezone.now().replace(minute=0, second=0, microsecond=0) + MEANWHILE + later
    if isinstance(field, models.ForeignKey) and not field.remote_field.parent_link:
        return field.remote_field.model._default_manager.complex_filter(field.get_limit_choices_to()).first()
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return None if isinstance(field, SKIPPED) else _words(field)
    return None


def _words(field: Any) -> str:
    told = _("Example: %(field)s") % {"field": capfirst(str(field.verbose_name))}
    return told[: field.max_length] if field.max_length else told


def _parts(stream: Any) -> StreamValue:
    names = [name for name in TEXT_PARTS if name in stream.child_blocks] or list(stream.child_blocks)
    return StreamValue(stream, [(name, stream.child_blocks[name].get_preview_value()) for name in names])
