"""Addresses of pages about a place that its parties share, and of its papers."""

from django.urls import path

from programmes.placements import certificate_views, verifying, views
from programmes.placements.attendance.views import month_pdf

app_name = "place"
urlpatterns = [
    path("verify/", verifying.verify, name="verify"),
    path("<slug:reference>/tasks/", certificate_views.tasks, name="tasks"),
    path("<slug:reference>/agreement/change/", views.ask_for_change, name="ask_for_change"),
]

papers = (
    [
        path("agreement/<slug:reference>/", views.agreement, name="agreement"),
        path("agreement/<slug:reference>/content/", views.content, name="content"),
        path("days/<slug:reference>/", month_pdf, name="month"),
    ],
    "documents",
)
