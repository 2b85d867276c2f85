"""`build_messages`: the catalogues of words are compiled. Example: python manage.py build_messages"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

EASY_FINNISH, FINNISH = "fi_Simple", "fi"


class Command(BaseCommand):
    """Every django.po has its django.mo; Easy Finnish is Finnish with its own words laid over it."""

    help = "Compiles the words of the interface. Example: python manage.py build_messages"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.LOCALE_PATHS[0])
        for source in sorted(root.glob("*/LC_MESSAGES/django.po")):
            catalogue = polib.pofile(str(source))
            if source.parts[-3] == EASY_FINNISH:
                catalogue = overlaid(polib.pofile(str(root / FINNISH / "LC_MESSAGES/django.po")), catalogue)
            catalogue.save_as_mofile(str(source.with_suffix(".mo")))
            self.stderr.write(f"{source.parts[-3]}: {len(catalogue.translated_entries())} texts")


def overlaid(below: polib.POFile, above: polib.POFile) -> polib.POFile:
    """The entries of `above`, and those of `below` that it does not translate."""
    own = {(entry.msgctxt, entry.msgid) for entry in above.translated_entries()}
    merged = polib.POFile()
    merged.metadata = above.metadata
    merged.extend(entry for entry in above if (entry.msgctxt, entry.msgid) in own)
    merged.extend(entry for entry in below.translated_entries() if (entry.msgctxt, entry.msgid) not in own)
    return merged
