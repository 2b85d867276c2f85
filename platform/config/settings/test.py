"""The test suite: quick password hashes, mail kept in memory, plain static files."""

import os
import tempfile
from pathlib import Path

os.environ["WEB_PROCESSES"] = "1"  # each process of a run has a database of its own

from config.settings.base import *  # noqa: F403 - settings are layered by import
from config.settings.base import DATABASES

DEMO = True
SMS_URL = ""
QUIET_HOURS = None  # the suite runs at night too; tests/notifications/test_quiet_hours.py sets them
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "turnstile":
    # A file, because races need several connections; one per process, because suites may run side by side.
    DATABASES["default"]["TEST"] = {
        "NAME": Path(tempfile.gettempdir()) / f"valityo-test-{os.getpid()}.sqlite3"
    }
