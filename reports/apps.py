"""Reports: figures on the right to work, read from the programme and never written back."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from notifications.jobs import put_to_work


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The worker makes what waits; after every upgrade figures are counted anew."""
        from reports.snapshots import forget_all_snapshots

        put_to_work("make_reports", _reports_wait)
        post_migrate.connect(forget_all_snapshots, sender=self)


def _reports_wait() -> bool:
    from reports.made.waiting import reports_wait

    return reports_wait()
