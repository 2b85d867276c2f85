"""The parts a page's text is built of. Each is drawn by a template of its own and has no look to choose."""

from cms.blocks.plans import StepBlock, StepsBlock, WeekBlock, WeekDayBlock
from cms.blocks.streams import BodyBlock, LineStream, StepStream
from cms.blocks.things import ContactBlock, DocumentsBlock, PictureBlock, TableBlock, VideoBlock
from cms.blocks.words import (
    CalloutBlock,
    HeadingBlock,
    LinesBlock,
    ParagraphBlock,
    QuestionBlock,
    QuestionsBlock,
    QuoteBlock,
)

__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "ContactBlock",
    "DocumentsBlock",
    "HeadingBlock",
    "LineStream",
    "LinesBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuestionBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "StepBlock",
    "StepStream",
    "StepsBlock",
    "TableBlock",
    "VideoBlock",
    "WeekBlock",
    "WeekDayBlock",
]
