"""What the test client remembers of a page: the context of each whole template, not of each part it includes.

Django's own copies the whole context for every include of every page: dozens of copies that no test reads.
"""

from __future__ import annotations

from typing import Any

from django.test import client

_store = client.store_rendered_templates


def store_whole_templates(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **more: Any
) -> None:
    """As Django's, for what was drawn by itself; a part is drawn within the context of the whole."""
    if context.template is template:
        _store(store, signal, sender, template, context, **more)


def remember_less() -> None:
    """From now on, for the whole run."""
    client.store_rendered_templates = store_whole_templates
