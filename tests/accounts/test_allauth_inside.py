"""What the door takes from inside allauth says what it said when it was read."""

from __future__ import annotations

import hashlib
import inspect
from importlib.metadata import version

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows import code_verification, email_verification, login, login_by_code
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.account.views import ConfirmLoginCodeView
from allauth.core.internal import cryptokit, ratelimit

READ_IN = "65.21.1"
# Each with the beginning of the hash of its text in that version.
AS_READ = {
    code_verification.AbstractCodeVerificationProcess: "2d4fe846e839",
    login_by_code.LoginCodeVerificationProcess: "4e2a32409683",
    login.record_authentication: "9eee584ec398",
    login.perform_login: "04d6c1da844d",
    email_verification.verify_email_indirectly: "ecb20a75b164",
    filter_users_by_email: "7a8b987e741d",
    cryptokit.compare_user_code: "dedbd6f8dc1d",
    ratelimit.consume: "9243619a0ac1",
    ratelimit.RateLimitUsage: "63c70ba620fc",
    DefaultAccountAdapter.pre_authenticate: "2cf668171ab3",
    DefaultAccountAdapter._get_login_attempts_cache_key: "58a617b43455",
    LoginForm: "4303c8b05459",
    RedirectAuthenticatedUserMixin: "b8c9bf74e05b",
    ConfirmLoginCodeView: "9590d5434921",
}


@pytest.mark.parametrize("taken", AS_READ, ids=lambda taken: taken.__qualname__)
def test_what_is_taken_says_what_it_said(taken):
    text = inspect.getsource(taken)

    now = hashlib.sha256(text.encode()).hexdigest()[:12]

    assert now == AS_READ[taken], (
        f"{taken.__qualname__} is another in {version('django-allauth')} than in {READ_IN}. Read it beside "
        f"accounts/allauth_inside.py, then write {now} here.\n{text}"
    )
