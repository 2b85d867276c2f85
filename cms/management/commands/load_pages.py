"""`manage.py load_pages`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import no_translations

from accounts.demo import make_demo_accounts
from areas.selectors import municipalities
from cms.access import ensure_groups, keep_everyone_in_step
from cms.editing.freshness import ensure_care
from cms.editing.review import ensure_workflow
from cms.loading.reading import of_other_areas
from cms.loading.words import ensure_words
from cms.loading.writing import write_pages
from programmes.placements.public import ensure_services
from programmes.servicepoints.loading import ensure_service_points
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Load the public site: languages, site, page tree and texts, and the groups that edit them.
Safe to run again: a second run changes nothing. A page that was edited or deleted in the
page editor is left alone.

Example:
  manage.py load_pages

Reference data and the catalogue of services are loaded first when they are missing. With
DEMO=1 the demo accounts of an editor and a publisher are made.

Exit status: 0 done."""


class Command(PlainHelpCommand):
    """The public site is in the database."""

    help = HELP

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """One line of counts on stdout, progress on stderr."""
        if not municipalities().exists():
            call_command("load_areas", stdout=self.stderr, stderr=self.stderr, verbosity=options["verbosity"])
        ensure_services()
        elsewhere = [*of_other_areas(), *(f"service point {code}" for code in ensure_service_points())]
        if elsewhere:
            self.stderr.write(
                f"left out, of municipalities that the area does not have: {', '.join(elsewhere)}",
                style_func=str,
            )
        ensure_groups()
        counts = write_pages(self.report_progress if options["verbosity"] else lambda line: None)
        ensure_words()
        ensure_care()
        ensure_workflow()
        call_command("update_index", verbosity=0, stdout=self.stderr)
        if settings.DEMO:
            make_demo_accounts()
        keep_everyone_in_step()
        self.stdout.write(str(counts))

    def report_progress(self, line: str) -> None:
        """What is being written, in plain colours."""
        self.stderr.write(line, style_func=str)
