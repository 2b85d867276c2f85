"""The catalogues: complete, whole in their placeholders, and left alone by whoever only reads them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from config.catalogues import FOLDERS, catalogue, gaps, has_gettext, used

PLACEHOLDER = re.compile(r"%\(\w+\)s")
FORBIDDEN = re.compile(
    r"\b(asiakas(?!vastaav)|asiakka|tapau|käsittel|kieltäyty|velvoi|valitettavasti)", re.IGNORECASE
)


def _bytes() -> dict[str, bytes]:
    root = Path(settings.LOCALE_PATHS[0])
    return {folder: (root / folder / "LC_MESSAGES/django.po").read_bytes() for folder in FOLDERS}


@pytest.mark.skipif(not has_gettext(), reason="gettext is not installed")
def test_every_text_is_translated_and_looking_changes_nothing():
    before = _bytes()

    asked = used()

    assert gaps(asked) == []
    assert (None, "Morning") in asked  # a text of platform/config, beside the catalogues
    assert _bytes() == before


@pytest.mark.parametrize("folder", FOLDERS)
def test_translations_use_the_placeholders_of_their_source(folder):
    for entry in catalogue(folder):
        known = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(PLACEHOLDER.findall(text)) <= known, entry.msgid


@pytest.mark.parametrize("folder", ["fi", "fi_Simple"])
def test_no_word_that_is_never_said_to_a_participant(folder):
    said = [text for entry in catalogue(folder) for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert [text for text in said if FORBIDDEN.search(text)] == []


def test_a_worker_has_one_name_in_swedish():
    """A person's own worker is their kontaktperson, any other is a medarbetare: never two names on a page."""
    said = [text for entry in catalogue("sv") for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert [text for text in said if "handläggar" in text.lower()] == []


@pytest.mark.parametrize("folder", ["fi", "sv", "fi_Simple"])
def test_a_placeholder_is_never_inflected(folder):
    said = [text for entry in catalogue(folder) for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert [text for text in said if re.search(r"%\(\w+\)s[a-zåäö]", text)] == []


def test_no_text_hides_in_an_f_string_where_the_collector_cannot_see_it():
    hidden = re.compile(r"f(\"[^\"\n]*|'[^'\n]*)\{(_|p?n?gettext)\(")
    root = Path(__file__).resolve().parents[1]
    folders = ("platform", "programmes", "reports", "cms")
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for folder in folders
        for path in (root / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if hidden.search(line)
    ]

    assert found == []


# "Teidän ei tarvitse" and "ni behöver" to one who reads alone: the plural is left for what a workplace does.
TO_MANY = {
    "fi": r"[Tt]eidän ei tarvitse|teidän tarvitse|[Ss]aatte|[Nn]äette|[Vv]oitte|kirjaudutte|odottaa teitä",
    "fi_Simple": r"[Tt]eidän ei tarvitse|[Ss]aatte|[Nn]äette|[Vv]oitte|[Kk]irjautukaa|[Aa]loittakaa|käytätte",
    "sv": r"[Nn]i (behöver|får|kan|ser|loggar)|(behöver|får|kan|ser|loggar) ni|väntar på er\b(?! under)",
}


@pytest.mark.parametrize(("folder", "forms"), TO_MANY.items())
def test_whoever_reads_is_one_person_at_a_workplace_too(folder, forms):
    said = [text for entry in catalogue(folder) for text in [entry.msgstr, *entry.msgstr_plural.values()]]

    assert [text for text in said if re.search(rf"\b({forms})\b", text)] == []
