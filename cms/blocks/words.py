"""Words: headings, running text, lists, questions, someone's own words, a box."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "link", "document-link", "ul", "ol"]
HEADING_HELP = _("Says in a few words what the reader finds below.")


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the title of the page is the only one above it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": HEADING_HELP} | kwargs)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a new part of the page. Readers find their way by headings.")
        template = "cms/blocks/heading.html"
        preview_value = _("Who can come")


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links, lists and strong words, nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "features": RICH_TEXT,
                "help_text": _(
                    "Short sentences, one thing at a time. A link tells where it leads: never “here”."
                ),
            }
            | kwargs
        )

    def get_preview_value(self) -> Any:
        words = _("You may come and look first. You do not have to decide anything on the same day.")
        return self.normalize(f"<p>{words}</p>")

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with links, lists and bold words.")
        template = "cms/blocks/paragraph.html"


class LinesBlock(blocks.StructBlock):
    """A list with an optional heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120, help_text=HEADING_HELP)
    items = blocks.ListBlock(
        blocks.TextBlock(rows=2, label=_("Line")),
        label=_("Lines"),
        help_text=_("One thing on each line, all written in the same form."),
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        description = _("Things of equal weight, one under the other.")
        template = "cms/blocks/lines.html"
        preview_value = {
            "heading": _("Bring with you"),
            "items": [_("Clothes for the weather"), _("Your own lunch or money for it")],
        }


class QuestionBlock(blocks.StructBlock):
    """A question people really ask, and its answer."""

    question = blocks.CharBlock(
        label=_("Question"), max_length=200, help_text=_("In the words in which people ask it.")
    )
    answer = blocks.TextBlock(
        label=_("Answer"), rows=3, help_text=_("Begins with the answer itself: yes, no, how much, when.")
    )

    class Meta:
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers, each opened by itself."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    items = blocks.ListBlock(
        QuestionBlock(),
        label=_("Questions"),
        help_text=_("Three to eight questions that people really ask. The most common comes first."),
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that open one by one.")
        template = "cms/blocks/questions.html"
        preview_value = {
            "heading": _("What people ask"),
            "items": [
                {"question": _("May I come and look first?"), "answer": _("Yes. Call and agree on a time.")}
            ],
        }


class QuoteBlock(blocks.StructBlock):
    """Someone's own words, told with their permission."""

    text = blocks.TextBlock(
        label=_("Words"), rows=3, help_text=_("As they were said, without quotation marks.")
    )
    who = blocks.CharBlock(
        label=_("Who says it"), max_length=120, help_text=_("As the person wants to be named. Ask first.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Someone's own words, told with their permission.")
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": _("In the beginning two mornings a week were enough. Now I come on three."),
            "who": _("Participant, workshop"),
        }


class CalloutBlock(blocks.StructBlock):
    """A box for what must not be missed; one on a page is enough."""

    tone = blocks.ChoiceBlock(
        label=_("Meaning"),
        choices=[("info", _("Good to know")), ("warn", _("Take care")), ("ok", _("All is well"))],
        default="info",
        help_text=_("Chooses the icon and the colour."),
    )
    title = blocks.CharBlock(
        label=_("Title"), max_length=120, help_text=_("The whole matter in one short sentence.")
    )
    text = blocks.TextBlock(label=_("Text"), rows=2, help_text=_("One to three sentences."))

    class Meta:
        icon = "warning"
        label = _("Box")
        description = _("What must not be missed. One on a page is enough.")
        template = "cms/blocks/callout.html"
        preview_value = {
            "tone": "info",
            "title": _("You may say no"),
            "text": _("You do not have to give a reason. We look for something else."),
        }
