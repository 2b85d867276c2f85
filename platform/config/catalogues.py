"""The catalogues of words: collected from code and templates, and checked for what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings

FOLDERS = ("fi", "sv", "en", "fi_Simple")
COMPLETE = ("fi", "sv")
# Ignored too: a folder named locale that the collector meets would be written to, not only read.
IGNORED = (".venv/*", "var/*", "tests/*", "node_modules/*", "platform/config/locale")
Key = tuple[str | None, str]


def collect(root: Path) -> None:
    """The catalogues under `root` hold every text of code and templates, and no other."""
    command = [
        sys.executable,
        str(settings.ROOT / "manage.py"),
        "makemessages",
        "--no-obsolete",
        "--no-location",
        "--no-wrap",
    ]
    for folder in FOLDERS:
        (root / folder / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        command += ["--locale", folder]
    for pattern in IGNORED:
        command += ["--ignore", pattern]
    environment = {"VALITYO_LOCALE": str(root)}
    subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True, env=_environment(environment))  # noqa: S603


def used() -> set[Key]:
    """Every text that code and templates ask to be translated. Needs gettext."""
    with tempfile.TemporaryDirectory() as folder:
        collect(Path(folder))
        return {
            (entry.msgctxt, entry.msgid)
            for entry in polib.pofile(str(Path(folder) / "fi/LC_MESSAGES/django.po"))
        }


def has_gettext() -> bool:
    """Whether the tools that collect texts are on this machine."""
    return shutil.which("xgettext") is not None


def catalogue(folder: str) -> polib.POFile:
    """The catalogue of one language."""
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / folder / "LC_MESSAGES/django.po"))


def gaps(asked: set[Key]) -> list[str]:
    """What is asked for and not translated in a language that must be complete, and what nobody asks for."""
    lines = []
    for folder in COMPLETE:
        entries = catalogue(folder)
        known = {(entry.msgctxt, entry.msgid) for entry in entries if entry.translated()}
        lines += [f"{folder}: not translated: {text!r}" for _context, text in sorted(asked - known, key=str)]
        lines += [f"{folder}: fuzzy: {entry.msgid!r}" for entry in entries if entry.fuzzy]
    return lines


def _environment(extra: dict[str, str]) -> dict[str, str]:
    return os.environ | extra
