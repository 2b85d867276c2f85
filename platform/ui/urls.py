"""The living page of all components."""

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
