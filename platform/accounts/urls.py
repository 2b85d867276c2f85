"""The door and the account page, at /accounts/. There is no sign-up and no password to reset."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.AccountView.as_view(), name="account"),
    path("home/", views.home, name="account_home"),
    path("role/", views.switch_role, name="account_role"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="account_sign_out_everywhere"),
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("letter/", views.LetterView.as_view(), name="account_letter"),
    path("login/code/", views.to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("login/demo/", views.demo_door, name="account_demo_door"),
    path("logout/", views.sign_out, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
]
