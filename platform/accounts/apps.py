"""Accounts: one per person, the roles they hold, and the door."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
