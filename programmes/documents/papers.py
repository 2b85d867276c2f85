"""What a paper of the programme says, as plain values: the page and the PDF are set from the same."""

from __future__ import annotations

from dataclasses import dataclass

from ui.elements import Signature

Fact = tuple[str, str]


@dataclass(frozen=True)
class AgreementPaper:
    """One version of an agreement in the reader's language: plain words first, then the terms."""

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
    own: bool = False
