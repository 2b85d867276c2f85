"""The address of the hosting certificate."""

from django.urls import path

from programmes.hosting.certificate import certificate

app_name = "hosting"
urlpatterns = [path("documents/hosting/<slug:reference>/", certificate, name="certificate")]
