"""`maintain`: what time drives has been done. Example: python manage.py maintain"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand

from accounts.services import close_accounts_of_who_left
from cms.editing.freshness import ask_owners, ensure_care
from cms.editing.schedule import expire_due, publish_due
from programmes.appointments.evening import forget_visitors, lapse_invitations, remind_of_times
from programmes.board.calling_off import settle_called_off
from programmes.employers.still_right import ask_whether_still_right
from programmes.exchange.browser.store import let_go
from programmes.handover.services import carry_out_due
from programmes.hosting.supplement.services import follow_places
from programmes.participants.follow_ups import ask_who_is_due, close_unanswered
from programmes.personal.experience import ask_for_experience
from programmes.placements.attendance.opening import open_months
from programmes.placements.first_day.evening import ask_about_first_days, remind_of_tomorrow
from programmes.placements.induction.services import open_lists
from programmes.placements.over import archive_over
from programmes.placements.services import (
    expire_due_vacancies,
    open_after_their_pause,
    remind_the_late,
    warn_before_the_end,
)
from programmes.workspace.batches.report import forget_old_batches
from programmes.workspace.morning_mails import make_morning_mails
from publicdata.version import forget_old_changes
from reports.made.working import forget_old
from reports.monthly.services import tell_of_the_month
from reports.snapshots import forget_old_snapshots
from typed.keeping import end_old_sessions
from workflow.notes import forget_old_notes

log = logging.getLogger("valityo.maintain")

# Each answers how many rows it changed, and may run twice or on two machines at once: it takes what it
# changes under a lock, and asks again.
STEPS: dict[str, Callable[[], int]] = {
    "people handed over": carry_out_due,
    "accounts of who left closed": close_accounts_of_who_left,
    "morning mails": make_morning_mails,
    "told of monthly reports": tell_of_the_month,
    "published": publish_due,
    "expired": expire_due,
    "taken into care": ensure_care,
    "owners asked": ask_owners,
    "signatures asked for": remind_the_late,
    "reminded of tomorrow": remind_of_tomorrow,
    "reminded of a time": remind_of_times,
    "invitations lapsed": lapse_invitations,
    "visitors forgotten": forget_visitors,
    "asked about first days": ask_about_first_days,
    "months of days opened": open_months,
    "safety lists opened": open_lists,
    "called off days told": settle_called_off,
    "hosts warned": warn_before_the_end,
    "hosts asked whether all is right": ask_whether_still_right,
    "places out of date": expire_due_vacancies,
    "places open after a pause": open_after_their_pause,
    "supplements followed": follow_places,
    "places archived": archive_over,
    "asked how things are": ask_who_is_due,
    "asked how the service has helped": ask_for_experience,
    "follow-ups not reached": close_unanswered,
    "sessions ended": end_old_sessions,
    "old versions let go": forget_old_changes,
    "notes for undo let go": forget_old_notes,
    "files of imports let go": let_go,
    "old batches let go": forget_old_batches,
    "files of reports let go": forget_old,
    "old snapshots let go": forget_old_snapshots,
}


class Command(BaseCommand):
    """One step that fails does not hold back the others."""

    help = (
        "Hands people over whose day has come, makes the morning mails of workers, tells once a month where "
        "the reports are, closes the accounts of "
        "workers who have left, publishes and expires pages, asks owners of pages whose day of review has "
        "come, reminds once of a signature whose day has passed, opens the month of days of who is in a "
        "place, tells days that were called off, asks hosts every three months whether all is right, warns "
        "them before their open place "
        "ends and takes it off the pages then, opens paused "
        "places, reminds the evening before of a first day or a visit, asks how the first day went and how "
        "people are after the service. The worker runs it every 5 minutes. Safe twice, and from two "
        "machines at once. Example: python manage.py maintain"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line of counts; exit 1 when a step failed."""
        counts, failed = [], False
        for name, step in STEPS.items():
            try:
                counts.append(f"{step()} {name}")
            except Exception:
                log.exception("maintain: %s failed", name)
                counts.append(f"{name} failed")
                failed = True
        self.stdout.write(", ".join(counts))
        if failed:
            raise SystemExit(1)
