"""Nothing invites a reader to what is not there today, in any language of content and catalogue."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
# What is told of as if one could do it here; how it is done today (the worker arranges it) is told instead.
NOT_THERE = {
    "a softened loss in Easy Finnish": r"rahasi voivat muuttua|tukesi voi muuttua",
}
TEXTS = sorted(
    path for folder in ("cms/content", "cms/templates", "programmes") for path in (ROOT / folder).rglob("*")
    if path.suffix in {".toml", ".html", ".txt"}
)  # fmt: skip


@pytest.mark.parametrize("what", NOT_THERE)
def test_content_promises_only_what_is_there(what):
    found = [
        (str(path.relative_to(ROOT)), hit.group())
        for path in TEXTS
        for hit in re.finditer(NOT_THERE[what], path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert found == []


@pytest.mark.parametrize("what", NOT_THERE)
@pytest.mark.parametrize("folder", ["fi", "sv", "fi_Simple"])
def test_the_catalogue_promises_only_what_is_there(folder, what):
    entries = polib.pofile(str(ROOT / f"platform/config/locale/{folder}/LC_MESSAGES/django.po"))
    found = [
        text
        for entry in entries
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
        if re.search(NOT_THERE[what], text, re.IGNORECASE)
    ]

    assert found == []
