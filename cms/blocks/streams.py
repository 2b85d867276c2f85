"""Which blocks stand where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.plans import StepBlock, StepsBlock, WeekBlock
from cms.blocks.things import ContactBlock, DocumentsBlock, PictureBlock, TableBlock, VideoBlock
from cms.blocks.words import (
    CalloutBlock,
    HeadingBlock,
    LinesBlock,
    ParagraphBlock,
    QuestionsBlock,
    QuoteBlock,
)


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock(group=_("Words"))
    paragraph = ParagraphBlock(group=_("Words"))
    lines = LinesBlock(group=_("Words"))
    steps = StepsBlock(group=_("Step by step"))
    week = WeekBlock(group=_("Step by step"))
    questions = QuestionsBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    callout = CalloutBlock(group=_("Words"))
    contact = ContactBlock(group=_("Things"))
    picture = PictureBlock(group=_("Things"))
    documents = DocumentsBlock(group=_("Things"))
    video = VideoBlock(group=_("Things"))
    table = TableBlock(group=_("Things"))


class LineStream(blocks.StreamBlock):
    """Short lines, one under the other."""

    line = blocks.TextBlock(
        label=_("Line"),
        rows=2,
        help_text=_("One sentence, one thing."),
        preview_value=_("You do not have to decide anything on the same day."),
    )


class StepStream(blocks.StreamBlock):
    """Steps, one after the other."""

    step = StepBlock()
