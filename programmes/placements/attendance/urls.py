"""Addresses of days and hours: of the workplace, of a link, of the person. A worker's are under /work/."""

from django.urls import path

from programmes.placements.attendance import host_views, own_views

app_name = "days"
urlpatterns = [
    path("host/week/", host_views.week, name="host"),
    path("week/<str:token>/", host_views.by_the_link, name="link"),
    path("my/days/", own_views.days, name="own"),
    path("my/days/<slug:reference>/why/", own_views.why, name="why"),
    path("my/days/<slug:reference>/wrong/", own_views.correction, name="correction"),
]
