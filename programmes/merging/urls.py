"""Addresses under /work/ for records that may be one person."""

from django.urls import path

from programmes.merging import views

app_name = "merging"
urlpatterns = [
    path("duplicates/", views.index, name="duplicates"),
    path("people/<slug:reference>/same/<slug:other>/", views.compare, name="compare"),
    path("people/<slug:reference>/not-same/<slug:other>/", views.apart, name="apart"),
]
