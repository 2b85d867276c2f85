"""A list of choices is drawn letter by letter as its templates draw it."""

import pytest
from django.forms import Select, SelectMultiple
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from ui.forms import FormRenderer

CHOICES = [
    ("", "---------"),
    (1234567, "<b>Lieksa & Nurmes</b>"),
    ("a\"b'c", mark_safe("<i>marked</i>")),
    (None, gettext_lazy("Search")),
    (gettext_lazy("Group"), [(True, 1234567), ("x", 2.5)]),
]


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (Select(choices=CHOICES), None),
        (Select(choices=CHOICES, attrs={"class": "a & b", "disabled": True, "hidden": False}), 1234567),
        (Select(choices=[]), "x"),
        (SelectMultiple(choices=CHOICES), [1234567, "x"]),
    ],
)
def test_it_is_drawn_as_its_templates_draw_it(widget, value, language):
    with override(language):
        context = widget.get_context("town", value, {"id": "id_town", "data-n": 1234567})
        by_template = TemplatesSetting().render(Select.template_name, context)

        assert FormRenderer().render(Select.template_name, context) == by_template
