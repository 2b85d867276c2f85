"""Addresses under /work/imports/."""

from django.urls import path

from programmes.exchange.browser import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("columns/", views.columns, name="columns"),
    path("template/<slug:kind>/", views.empty_template, name="template"),
    path("<slug:reference>/", views.detail, name="detail"),
    path("<slug:reference>/in/", views.bring_in, name="bring_in"),
    path("<slug:reference>/call-off/", views.call_off, name="call_off"),
    path("<slug:reference>/take-back/", views.take_back, name="take_back"),
    path("<slug:reference>/rejected/<slug:name>/", views.rejected, name="rejected"),
]
