"""Addresses under /my/."""

from django.urls import path

from programmes.participants import emergency, interest_views, own_address, views
from programmes.participants.profile import views as profile

app_name = "my"
urlpatterns = [
    path("", views.home, name="home"),
    path("places/", views.places, name="places"),
    path("places/<slug:reference>/", views.place, name="placement"),
    path("offers/<slug:reference>/", views.offers, name="offers"),
    path("call/", views.call_me, name="call"),
    path("data/emergency/", emergency.emergency, name="emergency"),
    path("interests/", interest_views.interests, name="interests"),
    path("interests/new/", interest_views.new, name="interest_new"),
    path("interests/<slug:reference>/", interest_views.interest, name="interest"),
    path("profile/", profile.whole, name="profile"),
    path("profile/<slug:code>/", profile.step, name="profile_step"),
    path("way-in/", own_address.way_in, name="way_in"),
    path("way-in/code/", own_address.confirm, name="way_in_code"),
]
