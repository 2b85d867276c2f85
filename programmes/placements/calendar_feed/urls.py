"""Addresses of one's own calendar and of its feed."""

from django.urls import path

from programmes.placements.calendar_feed import views

app_name = "calendar"
urlpatterns = [
    path("my/calendar/", views.own, name="own"),
    path("calendar/", views.at_work, name="at_work"),
    path("calendar/<slug:token>.ics", views.feed, name="feed"),
]
