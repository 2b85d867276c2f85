"""Things beside the words: a contact, files, a picture, a film elsewhere, a table."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.blocks.words import HEADING_HELP


class ContactBlock(blocks.StructBlock):
    """A person or a unit to ask, and when they answer."""

    name = blocks.CharBlock(label=_("Person or unit"), max_length=120, help_text=_("Whom the reader calls."))
    role = blocks.CharBlock(
        label=_("In what matters"),
        max_length=160,
        required=False,
        help_text=_("What this person helps with."),
    )
    phone = blocks.RegexBlock(
        r"^\+?[\d ]{5,20}$",
        label=_("Phone"),
        required=False,
        help_text=_("Digits and spaces: 040 555 0101."),
        error_messages={"invalid": _("Write the number with digits and spaces: 040 555 0101.")},
    )
    email = blocks.EmailBlock(
        label=_("E-mail"), required=False, help_text=_("Rather of the unit than of one person.")
    )
    hours = blocks.CharBlock(
        label=_("When"),
        max_length=160,
        required=False,
        help_text=_("When the phone is answered or the door is open."),
    )

    def clean(self, value: Any) -> Any:
        """A contact has a phone number or an e-mail address."""
        cleaned = super().clean(value)
        if not cleaned.get("phone") and not cleaned.get("email"):
            raise blocks.StructBlockValidationError(
                block_errors={"phone": ValidationError(_("Give a phone number or an e-mail address."))}
            )
        return cleaned

    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("A person or a unit with phone, e-mail and hours.")
        template = "cms/blocks/contact.html"
        preview_value = {
            "name": _("Employment services"),
            "role": _("Call and ask"),
            "phone": "040 555 0101",
            "email": "",
            "hours": _("Monday to Friday 9–15"),
        }


class DocumentBlock(blocks.StructBlock):
    """One file, named as the reader would call it."""

    document = DocumentChooserBlock(label=_("File"), help_text=_("Accessible PDF, or a text file."))
    title = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=160,
        help_text=_("Empty: the name of the file in the library."),
    )

    class Meta:
        label = _("File")


class DocumentsBlock(blocks.StructBlock):
    """Files to fetch; kind and size are told before one opens them."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120, help_text=HEADING_HELP)
    items = blocks.ListBlock(
        DocumentBlock(), label=_("Files"), help_text=_("A text on the page serves more readers than a file.")
    )

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.order_by("pk").first()
        items = [{"document": document, "title": ""}] if document else []
        return self.normalize({"heading": _("To read and print"), "items": items})

    class Meta:
        icon = "doc-full"
        label = _("Files")
        description = _("Files to fetch, with their kind and size.")
        template = "cms/blocks/documents.html"


def described_image() -> ImageBlock:
    """The library's picture with its description; the field that the library names by its code has a name."""
    image = ImageBlock(
        label=_("Picture"),
        help_text=_("Tell in the alternative text what the picture shows, or mark it as decoration."),
    )
    image.child_blocks["image"].label = _("Picture")
    return image


class PictureBlock(blocks.StructBlock):
    """A picture that is described in words, or that only decorates."""

    image = described_image()
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=240,
        help_text=_("What cannot be seen: who, where, when."),
    )
    credit = blocks.CharBlock(
        label=_("Who made it"), required=False, max_length=120, help_text=_("Photographer or artist.")
    )

    def get_preview_value(self) -> Any:
        image = get_image_model().objects.order_by("pk").first()
        shown = {"image": image and image.pk, "alt_text": "", "decorative": True}
        return self.to_python({"image": shown, "caption": str(_("A morning at the workshop")), "credit": ""})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its description, caption and maker.")
        template = "cms/blocks/picture.html"


class VideoBlock(blocks.StructBlock):
    """A film on another site: a card with a plain link. Nothing is fetched from there before one goes."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, help_text=_("What the film is about."))
    url = blocks.URLBlock(label=_("Address"), help_text=_("The page on which the film is watched."))
    details = blocks.CharBlock(
        label=_("Length and subtitles"),
        required=False,
        max_length=160,
        help_text=_("For example: 4 minutes, subtitles in Finnish. A film needs subtitles."),
    )
    poster = ImageChooserBlock(
        label=_("Picture"), required=False, help_text=_("Only decoration; kept on our own site.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The site where the film is, by its name."""
        site = (urlsplit(value.get("url") or "").hostname or "").removeprefix("www.")
        return super().get_context(value, parent_context) | {"site": site}

    class Meta:
        icon = "media"
        label = _("Link to a film")
        description = _("A card that leads to a film on another site, and says so.")
        template = "cms/blocks/video.html"
        preview_value = {
            "title": _("A day at the workshop"),
            "url": "https://example.org/film",
            "details": _("4 minutes, subtitles in Finnish"),
            "poster": None,
        }


class TableBlock(TypedTableBlock):
    """A small table; its first column names the rows."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ]
        super().__init__(columns if local_blocks is None else local_blocks, **kwargs)

    def clean(self, value: Any) -> Any:
        """A table tells what it is of."""
        cleaned = super().clean(value)
        if cleaned is not None and not cleaned.caption:
            raise TypedTableBlockValidationError(non_block_errors=[_("Give the table a caption.")])
        return cleaned

    def get_preview_value(self) -> Any:
        kind = {"type": "text"}
        return self.to_python(
            {
                "caption": str(_("Hours by month")),
                "columns": [kind | {"heading": str(_("Month"))}, kind | {"heading": str(_("Hours a week"))}],
                "rows": [{"values": ["1", "6"]}, {"values": ["2", "12"]}],
            }
        )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table of facts. The first column names the rows.")
        template = "cms/blocks/table.html"
