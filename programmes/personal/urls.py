"""Addresses under /my/ of what a person does with what is theirs."""

from django.urls import path

from programmes.personal import (
    certificate_views,
    conversation_views,
    data_views,
    own_view_views,
    settings_views,
    signed_paper_views,
)

app_name = "own"
urlpatterns = [
    path("messages/", conversation_views.own_conversation, name="conversation"),
    path("messages/<slug:reference>/file/", conversation_views.file, name="file"),
    path("view/", own_view_views.distance, name="distance"),
    path("feedback/", own_view_views.feedback, name="feedback"),
    path("places/<slug:reference>/assessment/", certificate_views.assessment, name="assessment"),
    path("places/<slug:reference>/certificate/", certificate_views.certificate, name="certificate"),
    path(
        "places/<slug:reference>/certificate/paper/",
        certificate_views.certificate_paper,
        name="certificate_paper",
    ),
    path("settings/", settings_views.settings, name="settings"),
    path("data/", data_views.own_data, name="data"),
    path("data/file/", data_views.data_file, name="data_file"),
    path("data/paper/", data_views.data_paper, name="data_paper"),
    path("data/wrong/", data_views.wrong, name="wrong"),
    path("data/wrong/<slug:reference>/", data_views.correction, name="correction"),
    path("data/wrong/<slug:reference>/take-back/", data_views.take_back, name="correction_take_back"),
    path("data/close/", data_views.close, name="close"),
]

papers = ([path("paper/<slug:reference>/", signed_paper_views.paper, name="paper")], "scans")
