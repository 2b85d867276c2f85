"""Addresses of visits: the person's under /my/, the workplace's under /host/."""

from django.urls import path

from programmes.placements.visiting import host_views, own_views

app_name = "visits"
urlpatterns = [
    path("my/places/<slug:reference>/visit/", own_views.new, name="ask"),
    path("my/visits/<slug:reference>/", own_views.visit, name="own"),
    path("host/places/<slug:reference>/meet/", host_views.new, name="meet"),
    path("host/visits/<slug:reference>/", host_views.visit, name="at_host"),
]
