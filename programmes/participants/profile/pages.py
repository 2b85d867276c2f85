"""The pages of a work profile, for the person and for a worker who writes it down with them.

Every step is saved as it is typed (htmx asks this same address) or by its button; both by the same form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from programmes.participants.models import Participation
from programmes.participants.profile import services
from programmes.participants.profile.forms import FORMS, TEXTS, LikesForm, StepForm, values_now
from programmes.participants.profile.illness import names_illness
from programmes.participants.profile.reading import changes_of, is_begun, told_in
from programmes.participants.profile.sections import BY_CODE, ESSENTIAL, SECTIONS, Section, section_after
from ui.addresses import SeeOther
from ui.formats import clock

Render = Callable[..., HttpResponse]
ILLNESS = gettext_lazy(
    "It seems that you wrote the name of an illness. It is saved, but it is not needed here: "
    "write what suits you and what helps. A workplace never needs the name."
)


@dataclass(frozen=True)
class Desk:
    """Where the profile is filled in: whose, how the word was given, at which addresses, in which frame.

    home: the page of the whole profile. step: the address of a step. show: draws a template with values.
    """

    participation: Participation
    home: str
    step: Callable[[str], str]
    show: Render
    on_word: str = ""


def whole(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every step with what has been said in it, and who has changed what."""
    profile = services.profile_of(desk.participation.participant)
    told = [(one, desk.step(one.section.code)) for one in told_in(profile, desk.participation)]
    return desk.show(
        request,
        "profile",
        begun=is_begun(profile),
        essential=[pair for pair in told if pair[0].section.essential],
        rest=[pair for pair in told if not pair[0].section.essential],
        first=desk.step(SECTIONS[0].code),
        changes=changes_of(profile),
    )


def step(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One step: shown, kept as it is typed, or kept by its button and followed by the next."""
    section = BY_CODE.get(code)
    if section is None:
        raise Http404
    if request.method != "POST":
        found = {"find": request.GET["find"][:80]} if request.GET.get("find") else {}
        return _page(request, desk, section, _form(desk, section, initial=found))
    form = _form(desk, section, request.POST)
    if request.headers.get("HX-Request"):
        return _kept_as_typed(request, desk, section, form)
    stood = stamp(section, form.profile, desk.participation)
    if request.POST.get("seen") != stood:
        return _page(request, desk, section, form, changed_meanwhile=True, status=409)
    if not form.is_valid() or _refused(request, desk, section, form):
        return _page(request, desk, section, form, status=422)
    return _onward(request, desk, section, form)


def _form(desk: Desk, section: Section, *args: Any, **kwargs: Any) -> StepForm:
    profile = services.profile_of(desk.participation.participant)
    profile.participant = desk.participation.participant
    return FORMS[section.code](
        *args, section=section, profile=profile, participation=desk.participation, **kwargs
    )


def _kept_as_typed(request: HttpRequest, desk: Desk, section: Section, form: StepForm) -> HttpResponse:
    """What can be taken is kept, what cannot is told; one line answers."""
    stood = stamp(section, form.profile, desk.participation)
    meanwhile = request.POST.get("seen") != stood
    form.full_clean()
    wrong = list(dict.fromkeys(error for errors in form.errors.values() for error in errors))
    if not meanwhile:
        try:
            services.change(
                desk.participation,
                section,
                form.told(),
                by=cast(User, request.user),
                on_word=desk.on_word,
            )
        except ValidationError as refused:
            wrong += refused.messages
    now = services.profile_of(desk.participation.participant)
    values = {
        "kept": not meanwhile and not wrong,
        "meanwhile": meanwhile,
        "wrong": wrong,
        "seen": request.POST.get("seen") if meanwhile else stamp(section, now, desk.participation),
        "clock": clock(timezone.localtime()),
        "illness": _names_illness(form),
        "illness_words": ILLNESS,
        "texts": [name for name in TEXTS if name in form.fields],
    }
    return render(request, "profile/kept.html", values)


def _refused(request: HttpRequest, desk: Desk, section: Section, form: StepForm) -> bool:
    """Whether the profile could not say what was typed; the form tells why."""
    try:
        services.change(
            desk.participation,
            section,
            form.told(),
            by=cast(User, request.user),
            on_word=desk.on_word,
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return True
    return False


def _onward(request: HttpRequest, desk: Desk, section: Section, form: StepForm) -> HttpResponse:
    """The word that was looked for is found on the same step; else the next step, or the whole."""
    if "look" in request.POST and isinstance(form, LikesForm):
        address = desk.step(section.code)
        joint = "&" if "?" in address else "?"
        return SeeOther(f"{address}{joint}{urlencode({'find': form.searched})}")
    following = section_after(section)
    if _names_illness(form):
        messages.info(request, ILLNESS)
    if "later" in request.POST or following is None:
        messages.success(request, _("Saved."))
        return SeeOther(desk.home)
    return SeeOther(desk.step(following.code))


def _names_illness(form: StepForm) -> list[str]:
    """The texts of the form that seem to name an illness."""
    cleaned = getattr(form, "cleaned_data", {})
    texts = {name: cleaned.get(name) for name in TEXTS if cleaned.get(name)}
    return [
        name
        for name, told in texts.items()
        if names_illness("\n".join(told) if isinstance(told, list) else str(told))
    ]


def stamp(section: Section, profile: Any, participation: Participation) -> str:
    """A mark of what stands in the step: another one where somebody has changed it since it was shown."""
    stands = values_now(section, profile, participation)
    told = repr(sorted((name, str(value)) for name, value in stands.items()))
    return salted_hmac("work profile", told).hexdigest()[:20]


def _page(
    request: HttpRequest,
    desk: Desk,
    section: Section,
    form: StepForm,
    *,
    changed_meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    row = ESSENTIAL if section.essential else tuple(one for one in SECTIONS if not one.essential)
    fresh = services.profile_of(desk.participation.participant)
    changes = changes_of(fresh) if changed_meanwhile else []
    shown = form.initial if not form.is_bound else getattr(form, "cleaned_data", {})
    illness = [name for name in TEXTS if name in form.fields and names_illness(str(shown.get(name) or ""))]
    return desk.show(
        request,
        "profile_step",
        status=status,
        section=section,
        number=row.index(section) + 1,
        total=len(row),
        form=form,
        kind=FORMS[section.code].__name__,
        seen=stamp(section, fresh, desk.participation),
        meanwhile=changes[0] if changes else None,
        home=desk.home,
        illness=illness,
        illness_words=ILLNESS,
    )
