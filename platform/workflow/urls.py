"""Every act: POST /act/<machine>/<reference>/<transition>/."""

from django.urls import path

from workflow.views import TransitionView, UndoView

app_name = "workflow"
urlpatterns = [
    path("<slug:machine>/<slug:reference>/undo/<int:event>/", UndoView.as_view(), name="undo"),
    path("<slug:machine>/<slug:reference>/<slug:transition>/", TransitionView.as_view(), name="act"),
]
