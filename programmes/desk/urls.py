"""Addresses under /work/ for the service points, coaching and contacts with employers."""

from django.urls import path

from programmes.desk.views import agents, coaching, contacts, figures, kiosks, tally, times

app_name = "desk"
urlpatterns = [
    path("tally/", tally.index, name="tally"),
    path("tally/several/", tally.several, name="tally_several"),
    path("tally/<int:pk>/off/", tally.off, name="tally_off"),
    path("contacts/", contacts.index, name="contacts"),
    path("contacts/new/", contacts.new, name="contact_new"),
    path("contacts/<slug:reference>/", contacts.detail, name="contact"),
    path("contacts/<slug:reference>/place/", contacts.place, name="contact_place"),
    path("people/<slug:reference>/coaching/", coaching.meeting, name="coaching"),
    path("people/<slug:reference>/agent/", agents.of_person, name="agent"),
    path("hosts/<slug:reference>/agent/", agents.of_host, name="host_agent"),
    path("times/", times.index, name="times"),
    path("times/<slug:reference>/", times.act, name="time_act"),
    path("people/<slug:reference>/times/", times.of_person, name="person_times"),
    path("points/", figures.index, name="figures"),
    path("points/tablets/", kiosks.index, name="kiosks"),
    path("points/tablets/<slug:reference>/close/", kiosks.close, name="kiosk_close"),
]
