"""Addresses of an assessment: the person's under /my/, the partners' under /partner/, and its paper."""

from django.urls import path

from programmes.assessments import own_views, papers, partner_views

app_name = "ability"
urlpatterns = [
    path("my/work-ability/<slug:reference>/", own_views.own, name="own"),
    path("my/work-ability/<slug:reference>/permission/<int:pk>/", own_views.withdraw, name="own_withdraw"),
    path("documents/assessment/<slug:reference>/", papers.paper, name="paper"),
    path("partner/", partner_views.home, name="partner_home"),
    path("partner/division/", partner_views.division, name="partner_division"),
    path("partner/figures/", partner_views.overview, name="partner_overview"),
    path("partner/<slug:reference>/", partner_views.detail, name="partner"),
]
