"""What anyone may read: which version of it stands, and what was computed from it."""

from django.apps import AppConfig


class PublicDataConfig(AppConfig):
    """The version of public data and the memory of what it says."""

    name = "publicdata"
    default_auto_field = "django.db.models.BigAutoField"
