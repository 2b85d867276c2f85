"""An editor of Lieksa and a publisher at the page editor: they press what people press."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.roles import Role
from cms.models import NewsPage
from tests.factories import programmes as make

LIEKSA = "/fi/kunnat/lieksa/"


class Desk:
    """Presses what people press."""

    def __init__(self) -> None:
        self.editor = make.account(Role.EDITOR, municipality="422")
        self.publisher = make.account(Role.PUBLISHER)
        self.client = Client()
        self.town = Page.objects.get(url_path=LIEKSA)

    def sit(self, user) -> Client:
        self.client.force_login(user)
        return self.client

    def press(self, address, **sent):
        """The form as it stands at the address, sent with every tick that is set."""
        shown = self.client.get(f"/cms-admin/{address}").content.decode()
        ticked = re.findall(r'<input[^>]*name="languages"[^>]*value="([\w-]+)"[^>]* checked', shown)
        answer = self.client.post(f"/cms-admin/{address}", {"languages": ticked} | sent)
        assert answer.status_code == 302, address
        return answer

    def write(self, mark, by, **pressed) -> NewsPage:
        self.sit(by)
        sent = {
            "title": f"Uutinen {mark}",
            "slug": mark,
            "lead": f"Johdanto {mark}.",
            "date": f"{timezone.localdate():%d.%m.%Y}",
            "body-count": "0",
            "search_description": "Kuvaus.",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
        answer = self.client.post(f"/cms-admin/pages/add/cms/newspage/{self.town.pk}/", sent | pressed)
        assert answer.status_code == 302, answer.context["form"].errors
        return NewsPage.objects.get(slug=mark, locale__language_code="fi")

    def translate(self, page, code="en") -> Page:
        """Every part is translated, and the publisher presses Publish."""
        self.sit(self.publisher)
        self.client.post(f"/cms-admin/translate/{page.pk}/{code}/", {"begin": "1"})
        locale = Locale.objects.get(language_code=code)
        translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
        tell(translation, lambda path: path != "slug")
        self.client.post(
            f"/cms-admin/pages/{page.get_translation(locale).pk}/edit/", {"action": "publish"}, follow=True
        )
        return page.get_translation(locale)


def tell(translation, only=lambda path: True) -> None:
    """Parts of the translation are translated."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if only(segment.context.path):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": f"In English {segment.string.data}", "has_error": False},
            )


def reading(address: str) -> str:
    """What a new reader reads; nothing where there is no page."""
    answer = Client().get(address)
    return answer.content.decode() if answer.status_code == 200 else ""
