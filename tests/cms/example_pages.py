"""A page of a type, where no area is given one from the start."""

from __future__ import annotations

from typing import Any

from django.apps import apps


def example_of(page_type: Any, language: str) -> Any:
    """A new page of the type, made as an editor makes one: below a page where it may stand."""
    parents = (apps.get_model(label) for label in page_type.parent_page_types)
    parent = next(
        one for kind in parents if (one := kind.objects.filter(locale__language_code=language).first())
    )
    page = page_type(
        title="Esimerkki",
        slug=f"esimerkki-{page_type._meta.model_name}",
        locale=parent.locale,
        search_description="Esimerkki sivusta, jota kukaan ei ole vielä kirjoittanut.",
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
