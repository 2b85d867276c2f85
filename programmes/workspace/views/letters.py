"""The letter with a code: made, printed and called off by a worker; the same code as a text message."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from notifications import sms
from notifications.codes import enqueue_text
from programmes import invitations
from programmes.looking import record_look
from programmes.participants.models import Participant, Participation
from programmes.workspace.access import participation_to_act_on, worker_required
from programmes.workspace.letter_page import has_whole_address, letter_paper, text_message


class LetterForm(forms.Form):
    """In which language the letter is, and that the worker knows who gets it."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"))
    # The letter that waited when the page was opened: only that one is made worthless by a press.
    known = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """A press makes the letter: the answer is its paper, and the code stands there alone."""
    time = participation_to_act_on(request, reference, "correct_person")
    form = LetterForm(
        request.POST if request.method == "POST" else None, initial=_first_choice(time.participant)
    )
    if request.method != "POST":
        return _page(request, time, form)
    made = _made(request, time, form)
    if isinstance(made, HttpResponse):
        return made
    with override(form.cleaned_data["language"]):
        return _paper(made, time)


@require_POST
@never_cache
@worker_required
def text(request: HttpRequest, reference: str) -> HttpResponse:
    """A press makes a code for a text message: the gateway sends it, or the worker from this page."""
    time = participation_to_act_on(request, reference, "correct_person")
    person, form = time.participant, LetterForm(request.POST)
    if not person.phone:
        messages.warning(request, _("No telephone number is known. Correct the data first."))
        return redirect("work:letter", reference)
    made = _made(request, time, form, by_text=True)
    if isinstance(made, HttpResponse):
        return made
    with override(form.cleaned_data["language"]):
        words = text_message(made, time)
    if sms.has_gateway():
        enqueue_text(person.phone, words)
        messages.success(request, _("The text message with the code goes in a moment."))
        return redirect("work:letter", reference)
    record_look(request, person, page="work:person")
    page = {
        "participation": time,
        "person": person,
        "words": words,
        "number": sms.international(person.phone),
    }
    return render(request, "workspace/letter_text.html", page)


def _made(
    request: HttpRequest, time: Participation, form: LetterForm, *, by_text: bool = False
) -> invitations.MadeLetter | HttpResponse:
    """The code that was asked for; or the page that says why there is none."""
    person = time.participant
    if not form.is_valid() or invitations.why_no_letter(person):
        return _page(request, time, form)
    try:
        return invitations.make_letter(
            person,
            by=request.user,  # type: ignore[arg-type]
            instead_of=form.cleaned_data["known"],
            by_text=by_text,
        )
    except invitations.AnotherLetterWaitsError:
        again = LetterForm(initial={"language": form.cleaned_data["language"], "known": _waiting(person)})
        return _page(request, time, again, status=409)


@require_POST
@worker_required
def call_off(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter that waits opens nothing any more."""
    time = participation_to_act_on(request, reference, "correct_person")
    if invitations.make_worthless(time.participant, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("The letter opens nothing any more."))
    return redirect("work:letter", reference)


def _first_choice(person: Participant) -> dict[str, str]:
    language = person.user.language if person.user else person.language
    chosen = language if language in dict(settings.LANGUAGES) else "fi"
    return {"language": chosen, "known": _waiting(person)}


def _waiting(person: Participant) -> str:
    found = invitations.waiting_letter(person)
    return str(found.pk) if found else ""


def _paper(made: invitations.MadeLetter, time: Participation) -> HttpResponse:
    from programmes.documents.letter_pdf import letter_pdf  # noqa: PLC0415 - it brings reportlab

    headers = {"Content-Disposition": f'attachment; filename="kirje-{time.reference}.pdf"'}
    return HttpResponse(letter_pdf(letter_paper(made, time)), content_type="application/pdf", headers=headers)


def _page(request: HttpRequest, time: Participation, form: LetterForm, status: int = 200) -> HttpResponse:
    person = time.participant
    record_look(request, person, page="work:person")
    values = {
        "participation": time,
        "person": person,
        "form": form,
        "refused": invitations.why_no_letter(person),
        "waiting": invitations.waiting_letter(person),
        "made_meanwhile": status == 409,
        "used": person.letters.exclude(used_at=None).last(),
        "by_post": has_whole_address(person),
        "valid_days": invitations.VALID_DAYS,
        "text_days": invitations.TEXT_DAYS,
        "gateway": sms.has_gateway(),
    }
    return render(request, "workspace/letter.html", values, status=422 if form.errors else status)
