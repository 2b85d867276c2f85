"""Where the pages stand that the law asks for: the footer leads to them in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from publicdata.memory import remembered

LABELS = {
    "saavutettavuus": _("Accessibility"),
    "tietosuoja": _("Privacy"),
    "evasteet": _("Cookies"),
}


def standing_pages(pages: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Label and page of each of `pages` that the law asks for, in settled order."""
    keys = _keys()
    found = {keys[page.pk]: page for page in pages if page.pk in keys}
    return [(label, found[key]) for key, label in LABELS.items() if key in found]


def _keys() -> dict[int, str]:
    def read() -> dict[int, str]:
        loaded = apps.get_model("cms", "LoadedPage").objects.filter(key__in=LABELS, page__isnull=False)
        return dict(loaded.values_list("page", "key"))

    return remembered(read, "standing")
