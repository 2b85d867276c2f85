"""Addresses under /my/."""

from django.urls import path

from programmes.participants import own_address, views

app_name = "my"
urlpatterns = [
    path("", views.home, name="home"),
    path("places/", views.places, name="places"),
    path("places/<slug:reference>/", views.place, name="placement"),
    path("offers/<slug:reference>/", views.offers, name="offers"),
    path("call/", views.call_me, name="call"),
    path("data/", views.own_data, name="data"),
    path("way-in/", own_address.way_in, name="way_in"),
    path("way-in/code/", own_address.confirm, name="way_in_code"),
]
