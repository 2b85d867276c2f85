"""A name that a template of ours was not given is found wherever it is looked up; a library's is left."""

from types import SimpleNamespace

import pytest
from django.forms import CharField, Form
from django.template import Context, Origin, Template, engines

from tests.undefined import ROOT, undefined_names


class Asked(Form):
    town = CharField()


def drawn(text: str, *, template: str = f"{ROOT}/cms/templates/cms/made_up.html", **given: object) -> str:
    """The text as a template of that file draws it."""
    made = Template(text, origin=Origin(template), engine=engines["django"].engine)
    return made.render(Context(given))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ nobody }}", "nobody"),
        ("{{ row.nobody }}", "row.nobody"),
        ("{{ nobody|upper }}", "nobody"),
        ("{% with one=nobody %}{{ one }}{% endwith %}", "nobody"),
        ("{% if row.nobody %}x{% endif %}", "row.nobody"),
        ("{% for one in row.nobody %}x{% endfor %}", "row.nobody"),
        ("{% load i18n %}{% blocktranslate %}Hei {{ nobody }}{% endblocktranslate %}", "nobody"),
        ("{% load i18n %}{% blocktranslate with one=nobody %}Hei {{ one }}{% endblocktranslate %}", "nobody"),
        ("{% include 'ui/components/tag.html' with label=nobody tone='ok' only %}", "nobody"),
        ("{% load ui %}{% icon nobody %}", "nobody"),
    ],
)
def test_a_name_that_was_not_given_is_told_with_its_template(text, name):
    drawn(text, row=SimpleNamespace(name="Aino"))

    assert undefined_names() == [f"{name} in cms/templates/cms/made_up.html, line 1"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ nobody|default:'–' }}", "–"),
        ("{% if nobody %}x{% else %}y{% endif %}", "y"),
        ("{% if names.nobody %}x{% else %}y{% endif %}", "y"),
        ("{% if form.nobody %}x{% else %}y{% endif %}", "y"),
        ("{% for one in nobody %}x{% empty %}y{% endfor %}", "y"),
        ("{% firstof nobody 'y' %}", "y"),
        ("{{ names.aino }}", "Aino"),
    ],
)
def test_what_may_be_missing_is_drawn_as_ever(text, shown):
    assert drawn(text, names={"aino": "Aino"}, form=Asked()) == shown
    assert undefined_names() == []


def test_the_templates_of_libraries_are_their_own_matter():
    drawn("{{ nobody }}", template="/any/lib/python3.11/site-packages/wagtail/admin/templates/base.html")

    assert undefined_names() == []
