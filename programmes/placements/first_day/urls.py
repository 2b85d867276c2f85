"""Addresses of first days: the person's, the workplace's, and the one question by link."""

from django.urls import path

from programmes.placements.first_day import views

app_name = "first_day"
urlpatterns = [
    path("my/places/<slug:reference>/first-day/", views.own, name="own"),
    path("host/places/<slug:reference>/first-day/", views.at_host, name="at_host"),
    path("first-day/<str:link>/", views.how, name="how"),
]
