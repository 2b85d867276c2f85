"""Addresses of the programme's PDFs."""

from django.urls import path

from programmes.documents import views

app_name = "documents"
urlpatterns = [path("agreement/<slug:reference>/", views.agreement, name="agreement")]
