"""Old addresses lead somewhere, to one place, and never in a circle."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.forms import ConfirmImportForm, RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

STEPS = 10

_clean = RedirectForm.clean


class RedirectMiddleware(middleware.RedirectMiddleware):
    """An old address whose page readers may not see is not found, as the page itself is not."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The redirect, or the answer that was there without it."""
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is response:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = middleware.get_redirect(request, path) or middleware.get_redirect(
            request, urlsplit(path).path
        )
        hidden = found is not None and found.redirect_page_id and not found.redirect_page.live
        return response if hidden else answer


def check_redirects() -> None:
    """From now on a redirect typed or imported is checked; the tick of an import speaks our languages."""
    RedirectForm.clean = _checked
    ConfirmImportForm.base_fields["permanent"].label = gettext_lazy("Permanent")


def _checked(form: RedirectForm) -> Any:
    values = _clean(form)
    given = form.cleaned_data
    if not given.get("old_path") or form.errors:
        return values
    page, link = given.get("redirect_page"), given.get("redirect_link")
    if bool(page) == bool(link):
        raise ValidationError(_("Choose a page or give an address, not both."))
    old = Redirect.normalise_path(given["old_path"])
    if Page.objects.filter(url_path=f"{old}/", live=True).exists():
        raise ValidationError({"old_path": _("A page stands at this address: readers would not be led on.")})
    if _comes_back(old, _path_of(page, link), form.instance.pk):
        raise ValidationError(_("This would lead in a circle back to the old address."))
    return values


def _comes_back(old: str, path: str | None, own: int | None) -> bool:
    """Whether one who follows redirects from `path` on stands at `old` again."""
    for _step in range(STEPS):
        if path is None or path == old:
            break
        following = Redirect.objects.filter(old_path=path).exclude(pk=own).first()
        path = _path_of(following.redirect_page, following.redirect_link) if following else None
    return path is not None


def _path_of(page: Page | None, link: str) -> str | None:
    """The path on this site; None elsewhere."""
    if page is not None:
        return str(Redirect.normalise_path(page.url_path))
    address = urlsplit(link)
    hosts = {urlsplit(settings.BASE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
    return str(Redirect.normalise_path(address.path)) if address.hostname in hosts else None
