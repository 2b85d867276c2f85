"""Addresses of the safety list: the person's under /my/, the workplace's under /host/."""

from django.urls import path

from programmes.placements.induction import views

app_name = "induction"
urlpatterns = [
    path("my/places/<slug:reference>/safety/", views.own, name="own"),
    path("host/places/<slug:reference>/safety/", views.at_host, name="at_host"),
]
