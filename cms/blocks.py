"""The parts a page's text is built of. Each is drawn by a template of its own and has no look to choose."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "link", "ul", "ol"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the title of the page is the only one above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links, lists and strong words, nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/paragraph.html"


class LinesBlock(blocks.StructBlock):
    """A list with an optional heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(blocks.TextBlock(rows=2, label=_("Line")), label=_("Lines"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "cms/blocks/lines.html"


class StepBlock(blocks.StructBlock):
    """One step: what happens, and a sentence about it."""

    title = blocks.CharBlock(label=_("Step"), required=False, max_length=160)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)

    class Meta:
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """What to do in which order, for example how to get in."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(StepBlock(), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


class WeekDayBlock(blocks.StructBlock):
    """One day, or several that are alike."""

    day = blocks.CharBlock(label=_("Day"), max_length=80)
    text = blocks.TextBlock(label=_("What happens"), rows=2)

    class Meta:
        label = _("Day")


class WeekBlock(blocks.StructBlock):
    """What an ordinary week looks like."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    days = blocks.ListBlock(WeekDayBlock(), label=_("Days"))

    class Meta:
        icon = "date"
        label = _("Week plan")
        template = "cms/blocks/week.html"


class QuestionBlock(blocks.StructBlock):
    """A question people really ask, and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.TextBlock(label=_("Answer"), rows=3)

    class Meta:
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers, each opened by itself."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class QuoteBlock(blocks.StructBlock):
    """Someone's own words, told with their permission."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    who = blocks.CharBlock(
        label=_("Who says it"), max_length=120, help_text=_("As the person wants to be named. Ask first.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    """A box for what must not be missed; one on a page is enough."""

    tone = blocks.ChoiceBlock(
        label=_("Meaning"),
        choices=[("info", _("Good to know")), ("warn", _("Take care")), ("ok", _("All is well"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=2)

    class Meta:
        icon = "warning"
        label = _("Box")
        template = "cms/blocks/callout.html"


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    lines = LinesBlock()
    steps = StepsBlock()
    week = WeekBlock()
    questions = QuestionsBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()


class LineStream(blocks.StreamBlock):
    """Short lines, one under the other."""

    line = blocks.TextBlock(label=_("Line"), rows=2)


class StepStream(blocks.StreamBlock):
    """Steps, one after the other."""

    step = StepBlock()
