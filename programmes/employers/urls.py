"""Addresses under /host/."""

from django.urls import path

from programmes.employers import editor, registration, views

app_name = "host"
urlpatterns = [
    path("", views.home, name="home"),
    path("members/", views.members, name="members"),
    path("members/<int:membership>/accept/", views.accept_member, name="accept_member"),
    path("register/", registration.register, name="register"),
    path("register/code/", registration.confirm_address, name="confirm_address"),
    path("register/finish/", registration.finish, name="register_finish"),
    path("register/join/", registration.join, name="join"),
    path("places/<slug:reference>/", views.place, name="placement"),
    path("vacancies/", views.vacancies, name="vacancies"),
    path("vacancies/new/", editor.VacancyNew.as_view(), name="vacancy_new"),
    path("vacancies/<slug:reference>/", views.vacancy, name="vacancy"),
    path("vacancies/<slug:reference>/edit/", editor.VacancyEdit.as_view(), name="vacancy_edit"),
    path("vacancies/<slug:reference>/talk/", views.talk, name="vacancy_talk"),
    path("vacancies/<slug:reference>/preview/", views.preview, name="vacancy_preview"),
]
