"""`collect_messages`: the catalogues hold the texts of code and templates."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import FOLDERS, catalogue, collect, has_gettext


class Command(BaseCommand):
    """Collects texts into the catalogues; translations that stand are kept."""

    help = "Collects texts into the catalogues (needs gettext). Example: python manage.py collect_messages"

    def handle(self, *args: Any, **options: Any) -> None:
        if not has_gettext():
            self.stderr.write("gettext is missing: apt-get install gettext")
            raise SystemExit(2)
        collect(Path(settings.LOCALE_PATHS[0]))
        for folder in FOLDERS:
            entries = catalogue(folder)
            self.stderr.write(f"{folder}: {len(entries.translated_entries())} of {len(entries)} translated")
