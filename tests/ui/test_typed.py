"""What people have typed says its language where the page has another."""

import pytest
from django.template import Context, Template
from django.utils import translation

from programmes.placements.comparison import lines
from programmes.placements.introduction import what_host_sees
from programmes.placements.presentation import shaping_words
from tests.factories import programmes as make


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "Pihan &lt;b&gt; apulainen"),
        ("fi-simple", "Pihan &lt;b&gt; apulainen"),
        ("sv", '<span lang="fi">Pihan &lt;b&gt; apulainen</span>'),
        ("en", '<span lang="fi">Pihan &lt;b&gt; apulainen</span>'),
    ],
)
def test_typed_words_tell_their_language_on_a_page_of_another(language, shown):
    with translation.override(language):
        page = Template("{% load ui %}{{ title|typed }}").render(Context({"title": "Pihan <b> apulainen"}))

    assert page == shown


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_ways_to_shape_the_work_stand_below_one_another_each_with_its_language():
    row = make.vacancy("draft", adjustments=["oma tahti", "a < b"], graded_hours=True)

    with translation.override("en"):
        told = lines(shaping_words(row))

    assert told == (
        '<span lang="fi">Oma tahti</span><br><span lang="fi">A &lt; b</span>'
        "<br>Hours can begin small and grow"
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize(
    ("language", "shown"), [("fi", "Pihatyöt"), ("sv", '<span lang="fi">Pihatyöt</span>')]
)
def test_tasks_that_a_worker_tells_the_workplace_say_their_language(language, shown):
    placement = make.placement("introduced")
    placement.tasks_shown = "Pihatyöt"

    with translation.override(language):
        assert shown in [value for _label, value in what_host_sees(placement)]
