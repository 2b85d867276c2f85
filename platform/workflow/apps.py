"""The engine of the state machines: apply, the generic view, the buttons, undo."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """State changes by named transitions."""

    name = "workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.verifying import also_verify  # noqa: PLC0415 - models are not there before
        from workflow.trail import rows_not_as_told  # noqa: PLC0415

        also_verify(rows_not_as_told)
