"""Addresses under /work/messages/texts/."""

from django.urls import path

from programmes.wording import views

app_name = "wording"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:template>/<slug:language>/", views.text, name="text"),
    path("<slug:template>/<slug:language>/back/", views.back, name="back"),
]
