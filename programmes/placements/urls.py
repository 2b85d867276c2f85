"""Addresses of pages about a place that its parties share."""

from django.urls import path

from programmes.placements import views

app_name = "place"
urlpatterns = [path("<slug:reference>/agreement/change/", views.ask_for_change, name="ask_for_change")]
