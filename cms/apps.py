"""The public pages, published through Wagtail."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Pages and their editors."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
