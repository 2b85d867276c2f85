"""A laptop: SQLite in var/, mail into files, demo accounts."""

from config.settings.base import *  # noqa: F403 - settings are layered by import
from config.settings.base import env

DEMO = env.flag("DEMO", default=True)
