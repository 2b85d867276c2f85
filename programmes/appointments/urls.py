"""Addresses of times: for visitors without an account, and a participant's own."""

from django.urls import path

from programmes.appointments import own_views, public_views

app_name = "times"
urlpatterns = [
    path("my/times/", own_views.index, name="own"),
    path("my/times/<slug:reference>/off/", own_views.off, name="own_off"),
    path("times/own/<str:link>/", public_views.own_of_visitor, name="own_of_visitor"),
    path("times/<slug:code>/", public_views.at_point, name="at_point"),
    path("times/<slug:code>/<slug:reference>/", public_views.choose, name="choose"),
]
