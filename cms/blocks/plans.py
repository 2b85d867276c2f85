"""Things in order: steps to take, the days of a week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.words import HEADING_HELP


class StepBlock(blocks.StructBlock):
    """One step: what happens, and a sentence about it."""

    title = blocks.CharBlock(
        label=_("Step"), required=False, max_length=160, help_text=_("What is done, beginning with a verb.")
    )
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2, help_text=_("Who does it, and by when."))

    class Meta:
        label = _("Step")
        preview_value = {"title": _("Call us"), "text": _("We agree on a time to meet.")}


class StepsBlock(blocks.StructBlock):
    """What to do in which order, for example how to get in."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    items = blocks.ListBlock(
        StepBlock(), label=_("Steps"), help_text=_("Three to six steps in the order in which they happen.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What is done in which order, with numbers.")
        template = "cms/blocks/steps.html"
        preview_value = {
            "heading": _("How to get in"),
            "items": [
                {"title": _("Call us"), "text": _("We agree on a time to meet.")},
                {
                    "title": _("Come and look"),
                    "text": _("You do not have to decide anything on the same day."),
                },
            ],
        }


class WeekDayBlock(blocks.StructBlock):
    """One day, or several that are alike."""

    day = blocks.CharBlock(
        label=_("Day"), max_length=80, help_text=_("A day and its times, or several days that are alike.")
    )
    text = blocks.TextBlock(label=_("What happens"), rows=2, help_text=_("One or two sentences."))

    class Meta:
        label = _("Day")


class WeekBlock(blocks.StructBlock):
    """What an ordinary week looks like."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    days = blocks.ListBlock(WeekDayBlock(), label=_("Days"), help_text=_("Free days may be told too."))

    class Meta:
        icon = "date"
        label = _("Week plan")
        description = _("What an ordinary week looks like, day by day.")
        template = "cms/blocks/week.html"
        preview_value = {
            "heading": _("What a week can look like"),
            "days": [
                {
                    "day": _("Monday and Wednesday, 9–12"),
                    "text": _("Work in the workshop with the instructor."),
                },
                {"day": _("Friday"), "text": _("We look at how the week went.")},
            ],
        }
