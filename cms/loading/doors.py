"""The pages by which people tell the service something, and the one that shows which way is whose."""

from __future__ import annotations

from cms.loading import texts
from cms.loading.node import Node, page
from cms.loading.texts import Text

WHICH_WAY = "which-way"


def nodes() -> list[Node]:
    """Contact, accessibility feedback, the four doors of "which way is mine", and the answer by code."""
    return [
        page("contact", "ContactPage", "ota-yhteytta", _form, in_menu=False),
        page(
            "accessibility-feedback",
            "AccessibilityFeedbackPage",
            "saavutettavuuspalaute",
            _form,
            in_menu=False,
        ),
        page(WHICH_WAY, "WhichWayPage", "mika-on-oikea-tie", texts.sections, in_menu=False),
        _door("wrong-data", "virhe-tiedoissa", "correction_request"),
        _door("went-wrong", "jokin-meni-vaarin", "complaint"),
        page("review", "StandardPage", "muutos-paatokseen", texts.sections, in_menu=False, parent=WHICH_WAY),
        _door("danger", "vaara", "safety"),
        page("answer", "AnswerPage", "vastaus", texts.led, in_menu=False),
    ]


def _door(key: str, file: str, door: str) -> Node:
    return page(key, "ReportPage", file, _form, in_menu=False, parent=WHICH_WAY, shared={"door": door})


def _form(text: Text) -> Text:
    return texts.sections(text | {"body": text.get("body", [])}) | {"thanks": text["thanks"].strip()}
