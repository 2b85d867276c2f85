"""What was done and who looked: append-only."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail and the read log."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
