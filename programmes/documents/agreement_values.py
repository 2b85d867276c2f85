"""What a paper of the programme says, as plain values: the page and the PDF are set from the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ui.elements import Signature
from ui.formats import typed, typed_language

Fact = tuple[str, str]


class Typed(str):
    """Words that people typed, in Finnish: page and PDF say so where the paper has another language."""

    __slots__ = ()

    def __html__(self) -> SafeString:
        """The words on a page, escaped, with their language where it is not the page's."""
        return conditional_escape(typed(str(self)))

    @property
    def language(self) -> str:
        """The language of the words where it is not the paper's."""
        return typed_language()


@dataclass(frozen=True)
class Change:
    """What is otherwise than in the version before: of what, what it was, what it is."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class OtherVersion:
    """Another version of the same agreement, to be opened."""

    version: int
    issued: str
    standing: str


@dataclass(frozen=True)
class Scan:
    """A signed paper as it was scanned, to be opened; size in bytes, sha256 of the file as it opens."""

    reference: str
    signed: str
    kept: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True)
class AgreementPaper:
    """One version of an agreement in the reader's language: plain words first, then the terms.

    standing: whether the version waits, holds or held, in a line. changes: against version `changed_since`.
    notes: what has happened beside the text that was signed, such as a start that was moved. check_at: where
    anyone checks the fingerprint.
    """

    title: str
    lead: str
    plain: tuple[Fact, ...]
    sentences: tuple[str, ...]
    parties: tuple[Fact, ...]
    terms: tuple[Fact, ...]
    signatures: tuple[Signature, ...]
    version: int
    sha256: str
    issued: str
    reference: str
    check_at: str = ""
    own: bool = False
    standing: str = ""
    changes: tuple[Change, ...] = ()
    changed_since: int = 0
    notes: tuple[str, ...] = ()
    scans: tuple[Scan, ...] = ()
    others: tuple[OtherVersion, ...] = ()
    may_ask: bool = False
    recorded_for_reader: bool = False
