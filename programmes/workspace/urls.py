"""Addresses under /work/."""

from django.urls import path

from programmes.workspace.views import (
    days,
    feedback,
    hosts,
    messages,
    morning,
    people,
    person_data,
    places,
    propose,
    vacancies,
    vacancy_editor,
)

app_name = "work"
urlpatterns = [
    path("", morning.home, name="home"),
    path("calls/<int:pk>/called/", morning.called, name="called"),
    path("people/", people.index, name="people"),
    path("people/<slug:reference>/", people.detail, name="person"),
    path("people/<slug:reference>/data/", person_data.correct, name="person_data"),
    path("people/<slug:reference>/way-in/", person_data.way_in, name="way_in"),
    path("people/<slug:reference>/next-step/", people.next_step, name="next_step"),
    path("people/<slug:reference>/propose/", propose.propose, name="propose"),
    path("placements/<slug:reference>/", places.detail, name="placement"),
    path("placements/<slug:reference>/called/", places.called, name="placement_called"),
    path("placements/<slug:reference>/remind/", places.remind, name="placement_remind"),
    path("days/", days.index, name="days"),
    path("days/checked/", days.approve, name="days_approve"),
    path("days/week/", days.week, name="days_week"),
    path("days/week/link/", days.new_link, name="days_link"),
    path("days/week/link/<slug:reference>/close/", days.close_link, name="days_link_close"),
    path("days/<slug:reference>/sheet/", days.sheet, name="days_sheet"),
    path("vacancies/", vacancies.index, name="vacancies"),
    path("vacancies/new/", vacancy_editor.new, name="vacancy_new"),
    path("vacancies/<slug:reference>/", vacancies.detail, name="vacancy"),
    path("vacancies/<slug:reference>/edit/", vacancy_editor.edit, name="vacancy_edit"),
    path("hosts/", hosts.index, name="hosts"),
    path("hosts/new/", hosts.new, name="host_new"),
    path("hosts/<slug:reference>/", hosts.detail, name="host"),
    path("hosts/<slug:reference>/members/<int:pk>/accept/", hosts.accept_member, name="accept_member"),
    path("feedback/", feedback.index, name="told"),
    path("feedback/complaints/<slug:reference>/", feedback.complaint, name="complaint"),
    path("feedback/messages/<slug:reference>/", feedback.feedback, name="feedback"),
    path("feedback/messages/<slug:reference>/answered/", feedback.answered, name="feedback_answered"),
    path("feedback/safety/<slug:reference>/", feedback.safety, name="safety"),
    path("messages/", messages.index, name="messages"),
    path("messages/<int:pk>/again/", messages.again, name="message_again"),
    path("messages/<int:pk>/told/", messages.told, name="message_told"),
]
