"""What the law asks of a public site: accessibility statement, privacy notice of each register, cookies."""

from __future__ import annotations

from typing import Any

from cms.loading import texts
from cms.loading.node import Node, Version, page
from cms.loading.texts import LANGUAGES, Text

ACCESSIBILITY, PRIVACY, COOKIES = "saavutettavuus", "tietosuoja", "evasteet"
REGISTERS = ("participants", "hosts", "staff", "feedback")
# What articles 13 and 14 of the GDPR ask for, as a reader asks it; True: told by the register itself.
PARTS = {
    "controller": False,
    "officer": False,
    "purpose": True,
    "data": True,
    "source": True,
    "recipients": True,
    "retention": True,
    "duty": True,
    "automated": False,
    "rights": False,
    "complaint": False,
    "updated": False,
}


def nodes() -> list[Node]:
    """The pages, the notices below the page on privacy."""
    return [
        page(ACCESSIBILITY, "StandardPage", "saavutettavuus", texts.sections, in_menu=False),
        _privacy(),
        page(COOKIES, "StandardPage", "evasteet", texts.sections, in_menu=False),
        *[_notice(register) for register in REGISTERS],
    ]


def _privacy() -> Node:
    """In plain words, with the way to each notice at the end."""
    content = texts.by_language("pages/tietosuoja.toml")
    versions = {}
    for language, text in content.items():
        base = f"/{language}/{text['slug']}/"
        notices = {name: texts.read(f"privacy/{name}.toml")[language] for name in REGISTERS}
        links = [{"text": one["title"], "path": f"{base}{one['slug']}/"} for one in notices.values()]
        cookies = texts.read("pages/evasteet.toml")[language]
        links.append({"text": cookies["title"], "path": f"/{language}/{cookies['slug']}/"})
        more = {"heading": text["notices"], "paragraphs": [], "links": links}
        versions[language] = Version(text["slug"], texts.sections(text | {"body": [*text["body"], more]}))
    return Node(PRIVACY, "StandardPage", "home", versions, redirected=True)


def _notice(register: str) -> Node:
    versions = {}
    for language in LANGUAGES:
        own: Text = texts.read(f"privacy/{register}.toml")[language]
        common: dict[str, Any] = texts.read("privacy/common.toml")[language]
        body = [
            {"heading": common["headings"][part], "paragraphs": own[part] if told_here else common[part]}
            for part, told_here in PARTS.items()
        ]
        recipients = body[list(PARTS).index("recipients")]
        recipients["paragraphs"] = [*recipients["paragraphs"], common["processors"]]
        versions[language] = Version(own["slug"], texts.sections(own | {"body": body}))
    return Node(f"privacy:{register}", "StandardPage", PRIVACY, versions, redirected=True)
