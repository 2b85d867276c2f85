"""The engine of the state machines: apply, the generic view, the buttons, undo."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """State changes by named transitions."""

    name = "workflow"
    default_auto_field = "django.db.models.BigAutoField"
