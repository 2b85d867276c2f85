"""Every address of the service."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import sign_out, to_sign_in
from config import offline
from config.health import healthz, readyz
from programmes.assessments.partner_views import by_link
from programmes.desk.views.kiosks import kiosk
from programmes.employers.still_right_views import by_link as still_right
from programmes.participants.how import how_are_you
from programmes.personal.urls import papers as scans
from programmes.placements.again_views import again
from programmes.placements.host_report_views import host_report
from programmes.placements.link_views import answer, renew
from programmes.placements.urls import papers
from typed.switching import change_language

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("offline/<slug:language>/", offline.page, name="offline"),
    path("offline/<slug:language>/worker.js", offline.worker, name="offline_worker"),
    path("language/", change_language, name="set_language"),
    path("accounts/", include("accounts.urls")),
    path("act/", include("workflow.urls")),
    path("", include("programmes.placements.attendance.urls")),
    path("", include("programmes.placements.visiting.urls")),
    path("", include("programmes.placements.first_day.urls")),
    path("", include("programmes.placements.calendar_feed.urls")),
    path("", include("programmes.assessments.urls")),
    path("", include("programmes.placements.induction.urls")),
    path("", include("programmes.hosting.urls")),
    path("", include("programmes.hosting.supplement.urls")),
    path("my/", include("programmes.participants.urls")),
    path("my/", include("programmes.personal.urls")),
    path("how/<str:link>/", how_are_you, name="how_are_you"),
    path("renew/<str:link>/", renew, name="renew_by_link"),
    path("still-right/<str:link>/", still_right, name="still_right_by_link"),
    path("again/<str:link>/", again, name="again_by_link"),
    path("answer/<str:link>/", answer, name="answer_by_link"),
    path("shared/<str:link>/", by_link, name="assessment_by_link"),
    path("host/report/<slug:reference>/", host_report, name="host_report"),
    path("host/", include("programmes.employers.urls")),
    path("refer/", include("programmes.participants.referral_urls")),
    path("work/imports/", include("programmes.exchange.browser.urls")),
    path("work/messages/texts/", include("programmes.wording.urls")),
    path("work/", include("programmes.merging.urls")),
    path("work/", include("programmes.desk.urls")),
    path("", include("programmes.appointments.urls")),
    path("kiosk/<str:link>/", kiosk, name="kiosk"),
    path("work/", include("programmes.workspace.urls")),
    path("board/", include("programmes.board.urls")),
    path("place/", include("programmes.placements.urls")),
    path("documents/", include(papers)),
    path("documents/", include(scans)),
    path("reports/", include("reports.urls")),
    path("open-data/", include("reports.open_data.urls")),
    path("styleguide/", include("ui.urls")),
    # Wagtail's own doors take a bare password: each leads to the one sign-in page.
    re_path(r"^cms-admin/(login|password_reset|account/change_password).*$", to_sign_in),
    re_path(r"^([\w-]+/)?_util/login/", to_sign_in),
    path("cms-admin/logout/", sign_out),
    path("cms-admin/", include(wagtailadmin_urls)),
    path("files/", include(wagtaildocs_urls)),
    path("", include("cms.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
