"""The composition root as an app, so that it can bring commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands that start the whole service."""

    name = "config"
