"""`serve`: the database is ready, then web and worker run until Ctrl-C. Example: python manage.py serve"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor

from accounts.demo import ACCOUNTS, PASSWORD
from accounts.roles import HOMES
from config.shared_cache import SharedFiles
from letters.numbers import whole_number
from programmes.exchange.selectors import has_people

WAIT_SECONDS = 10
ROLES = "  {address:<36} {home}"


class Command(BaseCommand):
    """Prepares an empty database, serves the site and sends its mail; Ctrl-C stops both cleanly."""

    help = "Prepares the database, then serves web and worker. Example: python manage.py serve --port 8000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        port = self.checked_port(options["host"], options["port"])
        Path(settings.VAR).mkdir(exist_ok=True)
        self.prepare()
        connections.close_all()
        self.run_both(options["host"], port)

    def checked_port(self, host: str, text: str) -> int:
        """The port as a number that nobody else listens on; else one line and exit 2."""
        number = whole_number(text, most=65535)
        if not number:
            self.refuse(f"PORT must be a number from 1 to 65535, not {text!r}.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, int(text)))
            except OSError:
                self.refuse(f"Port {text} is taken. Try another: make run PORT=8001")
        return int(text)

    def refuse(self, line: str) -> None:
        """One line, exit 2, nothing changed."""
        self.stderr.write(line)
        raise SystemExit(2)

    def prepare(self) -> None:
        """Migrations are applied; in demo mode an empty database has its pages and people."""
        for cache in caches.all(initialized_only=False):
            if isinstance(cache, SharedFiles):  # an earlier release has kept it otherwise
                cache.clear()
        connection = connections[DEFAULT_DB_ALIAS]
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Making the tables")
            try:
                call_command("migrate", verbosity=0)
            except InconsistentMigrationHistory:
                self.refuse(
                    "This database was made before the migrations were begun anew (decision 0057). "
                    "Delete it (var/valityo.sqlite3), or load its data into a new one."
                )
        if settings.DEMO and not has_people():
            self.say("Loading the area, the pages and 5,000 synthetic people")
            call_command("load_demo", stdout=sys.stderr)

    def run_both(self, host: str, port: int) -> None:
        """Web and worker run, each in its own process group; when one ends or a signal comes, both end."""
        shown = f"http://{host}:{port}"
        environment = os.environ | {"BASE_URL": os.environ.get("BASE_URL", shown), "PYTHONUNBUFFERED": "1"}
        python, manage = sys.executable, str(settings.ROOT / "manage.py")
        granian = [
            str(Path(python).with_name("granian")),
            "--interface",
            "wsgi",
            "--host",
            host,
            "--port",
            str(port),
            "--workers",
            str(settings.WEB_PROCESSES),
            "--blocking-threads",
            "4",
            "--log-level",
            "warning",
            "--working-dir",
            str(settings.ROOT),
            str(settings.ROOT / "platform/config/wsgi.py") + ":application",
        ]
        parts = [
            subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own commands
            for command in (granian, [python, manage, "worker"])
        ]
        stop = Stop()
        self.wait_until_it_answers(host, port, parts, stop)
        if not stop.asked and all(part.poll() is None for part in parts):
            self.greet(shown)
        while not stop.asked and all(part.poll() is None for part in parts):
            time.sleep(0.3)
        ended_by_itself = not stop.asked
        end(parts)
        self.say("Stopped.")
        if ended_by_itself:
            raise SystemExit(1)

    def wait_until_it_answers(
        self, host: str, port: int, parts: list[subprocess.Popen[bytes]], stop: Stop
    ) -> None:
        """The web server answers, or something has ended."""
        while not stop.asked and all(part.poll() is None for part in parts):
            if answers(host, port):
                return
            time.sleep(0.1)

    def greet(self, address: str) -> None:
        """Where the site is, and who can be tried."""
        self.say(f"\nVälityö is at {address}/   (Ctrl-C stops it)")
        if settings.DEMO:
            self.say(f"Sign in at {address}/accounts/login/ with one press, or with password {PASSWORD}:")
            for account in ACCOUNTS:
                home = HOMES.get(account.held[0].role, "/accounts/")
                self.say(ROLES.format(address=account.email, home=home))

    def say(self, text: str) -> None:
        """A line of progress."""
        self.stderr.write(text, ending="\n")
        sys.stderr.flush()


class Stop:
    """Whether a signal has asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask)

    def ask(self, *_signal: Any) -> None:
        """The parts end at the next look."""
        self.asked = True


def answers(host: str, port: int) -> bool:
    """Whether the site says that it is alive."""
    door = http.client.HTTPConnection(host, port, timeout=5)
    try:
        door.request("GET", "/healthz", headers={"Host": "localhost"})
        return door.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        door.close()


def end(parts: list[subprocess.Popen[bytes]]) -> None:
    """Every part has ended: asked first, killed after ten seconds."""
    for part in parts:
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGTERM)
    deadline = time.monotonic() + WAIT_SECONDS
    for part in parts:
        try:
            part.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()
