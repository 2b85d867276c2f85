"""Addresses of the reports."""

from django.urls import path

from reports import (
    chart_views,
    context_views,
    edition_views,
    goal_views,
    made_views,
    money_views,
    municipality_views,
    people_views,
    views,
    way_views,
)
from reports.board_days.views import days as board_days
from reports.monthly.views import monthly, stop_monthly
from reports.sample.views import sample
from reports.table_views import table_report
from reports.tables.listed import TABLE_REPORTS

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("charts/<slug:name>/<slug:file_format>", chart_views.chart_file, name="chart"),
    path("context/", context_views.context, name="context"),
    path("editions/", edition_views.edition_list, name="editions"),
    path("editions/publish/", edition_views.publish, name="publish"),
    path("goals/", goal_views.goals, name="goals"),
    path("indicators/<str:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<str:indicator_id>/people/", people_views.people, name="people"),
    path("indicators/<str:indicator_id>/<slug:file_format>", views.indicator_file, name="indicator_file"),
    path("board/", board_days, name="board_days"),
    path("sample/", sample, name="sample"),
    path("monthly/", monthly, name="monthly"),
    path("monthly/<int:pk>/stop/", stop_monthly, name="stop_monthly"),
    path("data-quality/<slug:code>/people/", people_views.not_known, name="not_known"),
    path("made/<slug:reference>/", made_views.making, name="making"),
    path("made/<slug:reference>/file/", made_views.made_file, name="made_file"),
    path("municipality/", municipality_views.municipality, name="municipality"),
    path("money/funding/", money_views.funding, name="funding"),
    path("money/spending/", money_views.spending, name="spending"),
    path("money/spending/correct/", money_views.correct, name="correct_spending"),
    path("way/", way_views.way, name="way"),
    path("right-to-work/", views.right_to_work, name="right_to_work"),
    *(path(f"{name}/", table_report, {"name": name}, name=name.replace("-", "_")) for name in TABLE_REPORTS),
    path("<slug:name>/files/<slug:file_format>", views.download, name="download"),
]
