"""A person's request to put data right, as their worker reads and answers it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from programmes.looking import record_look
from programmes.personal import corrections
from programmes.personal.forms import CorrectionAnswerForm
from programmes.workspace.access import refuse, refuse_own, worker_required


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """What is wrong and what is right, in the person's words; the answer, while one is awaited."""
    row = corrections.correction_for(request.user, reference)
    refuse_own(request, row)
    may_answer = row.is_open and request.user.has_perm("programmes.answer_correction", row)
    user = cast(User, request.user)
    form = CorrectionAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not request.user.has_perm("programmes.answer_correction", row):
        refuse(request, row)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            corrections.answer(row, by=user, status=told["status"], words=told["answer"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The person is told of your answer."))
            return redirect("work:person", row.participation.reference)
    person = row.participation.participant
    record_look(request, person, page="work:correction")
    values = {
        "row": row, "participation": row.participation, "person": person, "form": form,
        "may_answer": may_answer or bool(form.errors),
        "may_correct": request.user.has_perm("programmes.correct_person", row.participation),
    }  # fmt: skip
    return render(request, "workspace/correction.html", values, status=422 if form.errors else 200)
