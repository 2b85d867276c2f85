"""One page to be made, in all its languages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cms.loading import texts
from cms.loading.texts import Text

HOME = "home"


@dataclass(frozen=True)
class Version:
    """One page in one language."""

    slug: str
    fields: Text


@dataclass(frozen=True)
class Node:
    """One page in all its languages; `redirected` answers under the Finnish address in each of them.

    `same_everywhere`: written once, in the Finnish tree; the other languages borrow it as it is.
    """

    key: str
    model: str
    parent: str
    versions: dict[str, Version]
    shared: dict[str, Any] = field(default_factory=dict)
    in_menu: bool = False
    redirected: bool = False
    same_everywhere: bool = False

    def digest(self, language: str) -> str:
        """Changes when the packaged text of the language does."""
        version = self.versions[language]
        told = json.dumps(
            [version.slug, version.fields, self.shared, self.in_menu], sort_keys=True, default=str
        )
        return hashlib.sha256(told.encode()).hexdigest()


def page(
    key: str,
    model: str,
    file: str,
    fields: Callable[[Text], Text],
    *,
    in_menu: bool = True,
    parent: str = HOME,
    shared: dict[str, Any] | None = None,
) -> Node:
    """The page of one packaged file."""
    content = texts.by_language(f"pages/{file}.toml")
    versions = {code: Version(text["slug"], fields(text)) for code, text in content.items()}
    return Node(key, model, parent, versions, shared=shared or {}, in_menu=in_menu, redirected=True)
