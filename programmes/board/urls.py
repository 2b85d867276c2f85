"""Addresses under /board/."""

from django.urls import path

from programmes.board import group_views, sheet_views, views

app_name = "board"
urlpatterns = [
    path("", views.week, name="home"),
    path("<slug:reference>/", group_views.group, name="group"),
    path("<slug:reference>/meetings/", group_views.meetings, name="meetings"),
    path("<slug:reference>/people/<slug:person>/", group_views.days, name="days"),
    path("<slug:reference>/people/<slug:person>/contact/", sheet_views.contact, name="contact"),
    path("<slug:reference>/words/", sheet_views.words, name="words"),
    path("<slug:reference>/month/", sheet_views.month, name="month"),
    path("<slug:reference>/day/<str:on>/", views.day, name="day"),
]
