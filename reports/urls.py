"""Addresses of the reports."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("right-to-work/", views.right_to_work, name="right_to_work"),
    path("<slug:name>/files/<slug:file_format>", views.download, name="download"),
]
