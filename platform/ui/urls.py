"""The living page of all components."""

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [path("", views.styleguide, name="styleguide")]
