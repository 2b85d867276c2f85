"""The door: sign in, sign out, choose a role; and the page of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from accounts import demo, letter, services
from accounts.allauth_inside import BeginAgainView, CodeView
from accounts.entry import CodeEntry
from accounts.forms import LanguageForm, LetterForm
from accounts.language import remember_language
from accounts.middleware import SESSION_KEY
from accounts.roles import Role, home_of
from accounts.selectors import assignments_of
from ui.addresses import SeeOther

account_inactive = allauth_views.account_inactive
sign_out = allauth_views.logout


class SignInView(BeginAgainView):
    """One page for everyone; in demo mode each demo account is one press."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        doors = demo.door_groups() if settings.DEMO else []
        return super().get_context_data(door_groups=doors, **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class ConfirmCodeView(CodeView):
    """The code is typed here; who it belongs to is asked when it is right."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(self.get_next_url() or settings.LOGIN_REDIRECT_URL)
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        self.process = CodeEntry.resume(stage) if stage else None
        if self.process is None:
            return redirect(self.passthrough_next_url(reverse("account_login")))
        return FormView.dispatch(self, request, *args, **kwargs)

    def come_in(self) -> HttpResponse:
        entered = self.process.enter(self.get_next_url())
        if entered is not None:
            return entered
        messages.warning(self.request, _("You cannot sign in with this address any more. Call us."))
        return redirect("account_login")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.asks_for_another and self.process.is_tried_too_often():
            self.process.abort()
            return self._begin_anew()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        return self._begin_anew()

    def _begin_anew(self) -> HttpResponse:
        messages.error(self.request, _("That was the third wrong code. Ask for a new one."))
        return redirect(self.passthrough_next_url(reverse("account_login")))


@method_decorator([login_not_required, never_cache], name="dispatch")
class LetterView(FormView):
    """The code of a paper letter is typed here; it opens its person's own page once."""

    template_name = "account/letter.html"
    form_class = LetterForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(settings.LOGIN_REDIRECT_URL)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: LetterForm) -> HttpResponse:
        if not letter.may_try(self.request):
            return render(self.request, "429.html", status=429)
        typed = form.cleaned_data
        try:
            return letter.come_in(
                self.request, typed["code"], typed["born"], resolve_url(settings.LOGIN_REDIRECT_URL)
            )
        except letter.LetterRefused as refused:
            form.add_error("code", str(refused))
            return self.form_invalid(form)

    def form_invalid(self, form: LetterForm) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


@csrf_exempt
@login_not_required
@never_cache
def to_sign_in(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Every other sign-in or reset address leads to the one door; nothing that was posted is read."""
    target = request.GET.get(REDIRECT_FIELD_NAME, "")
    query = f"?{urlencode({REDIRECT_FIELD_NAME: target})}" if get_adapter(request).is_safe_url(target) else ""
    return redirect(reverse("account_login") + query)


@login_not_required
@never_cache
@require_POST
def demo_door(request: HttpRequest) -> HttpResponse:
    """The demo account that was pressed is signed in. Outside demo mode there is no such address."""
    name = request.POST.get("account", "")
    if not settings.DEMO or name not in demo.BY_NAME:
        raise Http404
    if not demo.enter(request, name):
        messages.error(request, _("This demo account is not here yet. Load the demo first."))
        return redirect("account_login")
    target = request.POST.get(REDIRECT_FIELD_NAME, "")
    safe = target and get_adapter(request).is_safe_url(target)
    return SeeOther(target if safe else resolve_url(settings.LOGIN_REDIRECT_URL))


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Whoever has signed in stands where their role begins its day."""
    return redirect(home_of(request.active_role))  # type: ignore[attr-defined]


@login_required
@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """The pages of another role that the person holds come first from now on."""
    role = request.POST.get("role", "")
    if not request.scope.holds(role):  # type: ignore[attr-defined]
        raise PermissionDenied
    request.session[SESSION_KEY] = role
    return SeeOther(home_of(role))


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sessions on every other device have ended; this one goes on."""
    services.end_other_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out on all other devices."))
    return SeeOther(reverse("account"))


@method_decorator(never_cache, name="dispatch")
class AccountView(LoginRequiredMixin, FormView):
    """Who I am here: name, roles with areas and dates, language, sessions."""

    template_name = "account/account.html"
    form_class = LanguageForm

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.request.user.language}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        active = self.request.active_role
        return super().get_context_data(
            assignments=assignments_of(self.request.user),
            active_role=active,
            active_role_label=Role(active).label if active else "",
            active_home=home_of(active),
            **kwargs,
        )

    def form_valid(self, form: LanguageForm) -> HttpResponse:
        language = form.cleaned_data["language"]
        services.choose_language(self.request.user, language)
        with override(language):
            messages.success(self.request, _("Saved."))
        return remember_language(SeeOther(reverse("account")), language)
