"""Addresses under /refer/."""

from django.urls import path

from programmes.participants import referral_mending, referral_views

app_name = "refer"
urlpatterns = [
    path("", referral_views.home, name="home"),
    path("new/", referral_views.new, name="new"),
    path("<slug:reference>/", referral_views.detail, name="detail"),
    path("<slug:reference>/mend/", referral_mending.mend, name="mend"),
]
