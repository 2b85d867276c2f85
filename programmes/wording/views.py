"""The texts of messages: the list of them, and one text in one language, written, looked at, tried out."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from notifications.models import MessageText
from notifications.texts import Words, packaged, subject_in
from programmes.readers import Reader
from programmes.wording import services
from programmes.wording.forms import TextForm
from programmes.wording.kinds import Kind, kinds
from ui.addresses import SeeOther
from ui.elements import Link

managers_only = role_required(Role.MANAGER)


@require_safe
@managers_only
def index(request: HttpRequest) -> HttpResponse:
    """Every message by who reads it, the chosen in the address, and where it has words of our own."""
    _writer(request)
    rows = MessageText.objects.exclude(subject="", body="")
    changed = {(row.template, row.language): row.subject for row in rows}
    language = get_language() or "fi"
    asked = request.GET.get("for", "")
    reader = Reader(asked) if asked in Reader.values else Reader.PERSON
    values = {
        "tabs": [Link(str(one.label), f"?for={one}", one == reader, len(_read_by(one))) for one in Reader],
        "reader": reader.label,
        "lines": [_line(kind, language, changed) for kind in _read_by(reader)],
    }
    return render(request, "wording/index.html", values)


def _read_by(reader: Reader) -> list[Kind]:
    return [kind for kind in kinds().values() if kind.readers[0] == reader]


def _line(kind: Kind, language: str, changed: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": changed.get((kind.template, language)) or subject_in(kind.template, language),
        "languages": [(code, name, (kind.template, code) in changed) for code, name in kind.languages],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def text(request: HttpRequest, template: str, language: str) -> HttpResponse:
    """One text: what is written is kept, looked at or tried out, whichever button was pressed."""
    user, kind = _writer(request), _kind(template, language)
    form = TextForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        language=language,
        words=services.standing(template, language),
    )
    do = request.POST.get("do", "save")
    seen = None
    if request.method == "POST" and form.is_valid():
        if do == "save":
            changed = services.write(template, language, form.words, by=user)
            messages.success(request, _("The text is kept.") if changed else _("Nothing was changed."))
            return SeeOther(request.path)
        seen = services.shown(template, language, form.words)
        if do == "try":
            services.try_out(template, language, form.words, by=user)
            told = _("A trial is on its way to %(address)s. It is not kept yet.")
            messages.success(request, told % {"address": user.email})
    return _page(request, kind, language, form, seen)


@require_POST
@managers_only
def back(request: HttpRequest, template: str, language: str) -> HttpResponse:
    """The packaged words go again."""
    user, kind = _writer(request), _kind(template, language)
    if services.bring_back(kind.template, language, by=user):
        messages.success(request, _("The packaged words go again."))
    return SeeOther(reverse("wording:text", args=[template, language]))


def _page(
    request: HttpRequest, kind: Kind, language: str, form: TextForm, seen: tuple[str, str] | None
) -> HttpResponse:
    template = kind.template
    ready, stands = packaged(template, language), services.standing(template, language)
    seen = seen or services.shown(template, language, stands)
    values = {
        "kind": kind,
        "language": language,
        "tabs": [
            Link(name, reverse("wording:text", args=[template, code]), code == language)
            for code, name in kind.languages
        ],
        "form": form,
        "title": stands.subject,
        "looked": bool(form.is_bound and not form.errors),
        "seen_subject": seen[0],
        "seen_body": seen[1],
        "is_own": stands != ready,
        "versions": [_version(one, ready) for one in services.versions(template, language)],
        "address": cast(User, request.user).email,
    }
    return render(request, "wording/text.html", values, status=422 if form.errors else 200)


def _version(row: Any, ready: Words) -> dict[str, Any]:
    """One wording as it was; what was as packaged is shown as it is packaged now."""
    return {
        "row": row,
        "packaged": not (row.subject or row.body),
        "subject": row.subject or ready.subject,
        "body": row.body or ready.body,
    }


def _writer(request: HttpRequest) -> User:
    if not request.user.has_perm(services.ACT):
        raise PermissionDenied
    return cast(User, request.user)


def _kind(template: str, language: str) -> Kind:
    kind = kinds().get(template)
    if kind is None or language not in dict(kind.languages):
        raise Http404
    return kind
