"""The programme itself: one Django app in vertical slices."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Participants, host employers, places, and the path between them."""

    name = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from programmes import machines, policies  # noqa: PLC0415 - models must be loaded first

        policies.register()
        machines.register()
