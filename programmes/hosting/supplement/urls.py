"""Addresses of the employment supplement: the workplace's under /host/, the decision on paper."""

from django.urls import path

from programmes.hosting.supplement import host_views, papers

app_name = "supplement"
urlpatterns = [
    path("host/places/<slug:reference>/supplement/", host_views.apply, name="apply"),
    path("host/supplements/<slug:reference>/", host_views.one, name="at_host"),
    path("host/hosts/<slug:reference>/aid/", host_views.aid, name="aid"),
    path("documents/supplement/<slug:reference>/", papers.decision, name="decision"),
]
