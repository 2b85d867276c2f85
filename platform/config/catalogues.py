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
from django.core.management.base import CommandError

FOLDERS = ("fi", "sv", "en", "fi_Simple")
COMPLETE = ("fi", "sv")
LINE_WIDTH = 110
METADATA = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
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
    known = {folder: _entries(_file(root, folder)) for folder in FOLDERS}
    for folder in FOLDERS:
        (root / folder / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        command += ["--locale", folder]
    for pattern in IGNORED:
        command += ["--ignore", pattern]
    environment = {"VALITYO_LOCALE": str(root)}
    before = {folder: _file(root, folder).read_bytes() for folder in FOLDERS if _file(root, folder).exists()}
    try:
        subprocess.run(  # noqa: S603 - our own command
            command, cwd=settings.ROOT, check=True, capture_output=True, env=_environment(environment)
        )
    except subprocess.CalledProcessError as failed:
        for folder, content in before.items():  # half of the work is none: its guesses would stand as words
            _file(root, folder).write_bytes(content)
        raise CommandError(failed.stderr.decode(errors="replace").strip()) from failed
    for folder in FOLDERS:
        _tidy(_file(root, folder), known[folder], only_translated=folder not in COMPLETE)


def _file(root: Path, folder: str) -> Path:
    return root / folder / "LC_MESSAGES/django.po"


def _entries(path: Path) -> dict[Key, polib.POEntry]:
    if not path.exists():
        return {}
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.fuzzy}


def _tidy(path: Path, known: dict[Key, polib.POEntry], *, only_translated: bool) -> None:
    """The file has its texts in order, with the translations that stood and no guess of the collector."""
    entries = polib.pofile(str(path), wrapwidth=LINE_WIDTH)
    for entry in entries:
        before = known.get((entry.msgctxt, entry.msgid))
        entry.msgstr = before.msgstr if before else ""
        entry.msgstr_plural = (
            before.msgstr_plural if before else dict.fromkeys(range(2), "") if entry.msgid_plural else {}
        )
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    if only_translated:
        entries[:] = [entry for entry in entries if entry.translated()]
    entries.header = ""
    entries.metadata = {name: value for name, value in entries.metadata.items() if name in METADATA}
    entries.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""))
    entries.save(str(path))


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
