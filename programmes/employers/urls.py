"""Addresses under /host/."""

from django.urls import path

from programmes.employers import editor, member_views, registration, still_right_views, views, workplace_views

app_name = "host"
urlpatterns = [
    path("", views.home, name="home"),
    path("members/", member_views.index, name="members"),
    path("members/<int:membership>/accept/", member_views.accept_member, name="accept_member"),
    path("members/<slug:reference>/invite/", member_views.invite, name="invite"),
    path("members/<slug:reference>/<int:membership>/", member_views.member, name="member"),
    path("members/<slug:reference>/<int:membership>/remove/", member_views.remove, name="member_remove"),
    path(
        "members/<slug:reference>/invitations/<slug:invitation>/again/",
        member_views.invite_again,
        name="invite_again",
    ),
    path(
        "members/<slug:reference>/invitations/<slug:invitation>/withdraw/",
        member_views.withdraw,
        name="invitation_withdraw",
    ),
    path("still-right/<slug:reference>/", still_right_views.own, name="still_right"),
    path("contact/<slug:reference>/", still_right_views.contact, name="contact"),
    path("workplaces/", workplace_views.index, name="workplaces"),
    path("workplaces/<slug:reference>/new/", workplace_views.new, name="workplace_new"),
    path("workplaces/<slug:reference>/<int:pk>/", workplace_views.edit, name="workplace"),
    path("workplaces/<slug:reference>/<int:pk>/close/", workplace_views.close, name="workplace_close"),
    path("invitation/<str:link>/", member_views.invitation, name="invitation"),
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
