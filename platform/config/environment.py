"""Reads the environment: a missing or wrong value stops the start with one line that names it."""

import sys
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ

from letters.numbers import whole_number


class Environment:
    """The settings that come from outside, each checked when it is read.

    With `strict`, a default is not accepted: production must be told.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._env = environ.Env()

    def text(self, name: str, *, default: str | None = None) -> str:
        """The value of `name` as it stands."""
        value = self._env.str(name, default="")
        if value:
            return str(value)
        if default is None or self.strict:
            stop(f"{name} is missing: set it in the environment.")
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        """`name` read as yes or no: 1, 0, true or false."""
        value = self._env.str(name, default="1" if default else "0").lower()
        if value not in {"1", "0", "true", "false"}:
            stop(f"{name} must be 1 or 0, not {value!r}.")
        return value in {"1", "true"}

    def count(self, name: str, *, default: int) -> int:
        """`name` read as a number of things, at least one."""
        value = self._env.str(name, default="") or str(default)
        number = whole_number(value, most=999)
        if not number:
            stop(f"{name} must be a number from 1 to 999, not {value!r}.")
        return number

    def list(self, name: str, *, default: list[str] | None = None) -> list[str]:
        """`name` read as values parted by commas."""
        value = self._env.str(name, default="")
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if parts:
            return parts
        if default is None or self.strict:
            stop(f"{name} is missing: give one or more values parted by commas.")
        return default

    def url(self, name: str, *, default: str | None = None) -> str:
        """`name` read as an address with scheme and host, without the last slash."""
        value = self.text(name, default=default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            stop(f"{name} must be an address such as https://valityo.example, not {value!r}.")
        return value

    def database(self, *, default: str | None = None) -> dict[str, Any]:
        """DATABASE_URL as Django's settings; SQLite in WAL mode, its IMMEDIATE transactions in turns.

        FULL: each commit is on the disk before the page says so, also when the power goes (decision 17).
        On PostgreSQL no query is compiled: that took ten times as long as the query (decision 51).
        """
        config: dict[str, Any] = self._parsed("DATABASE_URL", environ.Env.db_url_config, default)
        engine = config.get("ENGINE", "")
        if engine not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
            stop("DATABASE_URL must begin with sqlite:/// or postgres://.")
        config["CONN_MAX_AGE"] = None
        if engine.endswith("sqlite3"):
            config["ENGINE"] = "turnstile"
            config["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            }
        else:
            config["CONN_HEALTH_CHECKS"] = True
            options = config.setdefault("OPTIONS", {})
            options["options"] = f"-c jit=off {options.get('options', '')}".strip()
        return config

    def cache(self, *, default: str) -> dict[str, Any]:
        """CACHE_URL as Django's settings."""
        return self._parsed("CACHE_URL", environ.Env.cache_url_config, default)

    def email(self, *, default: str) -> dict[str, Any]:
        """EMAIL_URL as Django's settings."""
        config = self._parsed("EMAIL_URL", environ.Env.email_url_config, default)
        if "filebased" in config.get("EMAIL_BACKEND", ""):
            config["EMAIL_FILE_PATH"] = "/" + config["EMAIL_FILE_PATH"].lstrip("/")
        return config

    def sms(self) -> str:
        """SMS_URL: the address of a gateway for text messages; empty where a worker sends them by hand.

        Numbers and texts go over TLS only, but for a gateway on the same machine.
        """
        value = self._env.str("SMS_URL", default="").strip()
        parts = urlsplit(value)
        near = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if value and not (parts.hostname and (parts.scheme == "https" or (near and parts.scheme == "http"))):
            stop("SMS_URL must be an address that begins with https://, or be empty.")
        return value

    def _parsed(self, name: str, parse: Any, default: str | None) -> dict[str, Any]:
        value = self._env.str(name, default="")
        if not value:
            if default is None or (self.strict and name == "DATABASE_URL"):
                stop(f"{name} is missing: set it in the environment.")
            value = default
        try:
            return dict(parse(value))
        except (KeyError, ValueError, environ.ImproperlyConfigured):
            stop(f"{name} cannot be read: give an address such as sqlite:////path or postgres://host/name.")


def stop(line: str) -> NoReturn:
    """The start has ended with one line that says what to set; exit code 2."""
    sys.stderr.write(f"Välityö cannot start: {line}\n")
    sys.exit(2)


def check_keys(keys: list[str]) -> None:
    """Every key can encrypt: 32 bytes in URL-safe base64. Else the start stops."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - only production asks

    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            stop("FIELD_ENCRYPTION_KEYS has a key that is not 32 bytes in URL-safe base64.")
