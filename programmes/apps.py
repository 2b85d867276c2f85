"""The programme itself: one Django app in vertical slices."""

from django.apps import AppConfig

from notifications.jobs import put_to_work


class ProgrammesConfig(AppConfig):
    """Participants, host employers, places, and the path between them."""

    name = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from programmes import machines, policies  # noqa: PLC0415 - models must be loaded first

        policies.register()
        machines.register()
        put_to_work("see_to_imports", _imports_wait)


def _imports_wait() -> bool:
    from programmes.exchange.browser.waiting import imports_wait  # noqa: PLC0415 - models must be loaded first

    return imports_wait()
