"""Addresses of open data."""

from django.urls import path, re_path

from reports.open_data import views

app_name = "open_data"
urlpatterns = [
    re_path(
        r"^editions/(?P<name>\d{4}(?:-[QH]\d)?(?:-\d+)?)\.(?P<file_format>json|csv|jsonstat)$",
        views.edition,
        name="edition",
    ),
    path("editions.atom", views.feed, name="feed"),
    path("datapackage.json", views.datapackage, name="datapackage"),
]
