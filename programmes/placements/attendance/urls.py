"""Addresses of days and hours: of the workplace, of the person, of the worker, and of a link."""

from django.urls import path

from programmes.placements.attendance import host_views

app_name = "days"
urlpatterns = [
    path("host/week/", host_views.week, name="host"),
    path("week/<str:token>/", host_views.by_the_link, name="link"),
]
