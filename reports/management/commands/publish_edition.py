"""`manage.py publish_edition`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from reports.management.base import OneLineCommand
from reports.publishing import (
    Draft,
    NotPublishableError,
    RefusedError,
    clashing_tables,
    draft_edition,
    period_to_publish,
    publish_edition,
)

HELP = """\
Publish the figures of a quarter, half or year that has ended: what would tell of a few people is hidden, what
is left is attacked, and the edition is frozen. A second edition of a period corrects the first.

Example:
  manage.py publish_edition 2026-Q1
  manage.py publish_edition 2026-H1 --dry-run

Exit status: 0 published (its id is on stdout), 1 refused: the tables that would tell are on stdout,
2 could not run and nothing changed."""


class Command(OneLineCommand):
    """The edition is published, or what speaks against it is on stdout."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """Which period."""
        parser.add_argument("period", metavar="PERIOD", help="2026-Q1, 2026-H1 or 2026")
        parser.add_argument("--dry-run", action="store_true", help="look at it, and publish nothing")

    def handle(self, *args: Any, period: str, dry_run: bool, **options: Any) -> None:
        """Publishes, or says why not."""
        try:
            with override("en"):
                wanted = period_to_publish(period, timezone.localdate())
                if dry_run:
                    draft = draft_edition(wanted)
                    self._refuse_if_clashing(draft)
                    self._tell(len(draft.figures), draft.hidden)
                    self.stdout.write(draft.name)
                    return
                edition = publish_edition(wanted, by=None)
        except NotPublishableError as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except RefusedError as refusal:
            self._refuse_if_clashing(refusal.draft)
            return
        self._tell(edition.figures, edition.hidden)
        self.stdout.write(edition.name)

    def _tell(self, figures: int, hidden: int) -> None:
        self.stderr.write(f"{hidden} of {figures} figures are hidden.", style_func=str)

    def _refuse_if_clashing(self, draft: Draft) -> None:
        if draft.clashes:
            for line in clashing_tables(draft.clashes):
                self.stdout.write(line)
            raise CommandError(
                "Refused: hidden counts could be worked out. Nothing was published.", returncode=1
            )
