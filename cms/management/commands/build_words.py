"""`manage.py build_words`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from letters.dictionaries import LANGUAGES, forms


class Command(BaseCommand):
    """The word forms that the search goes by are unpacked; a second run does nothing."""

    help = "Unpack the word forms of Finnish, Swedish and English. Example: manage.py build_words"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a language."""
        for language in LANGUAGES:
            self.stdout.write(f"{language}: {len(forms(language))} forms")
