"""Public addresses beside the page tree."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from wagtail.contrib.sitemaps.views import index, sitemap

from cms import showing, views
from cms.sitemaps import SITEMAPS

sitemap_name = "django.contrib.sitemaps.views.sitemap"

urlpatterns = [
    path("", views.front, name="front"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", login_not_required(index), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<slug:section>.xml", login_not_required(sitemap), {"sitemaps": SITEMAPS}, name=sitemap_name
    ),
    path("share/<int:pk>/<slug:name>.png", views.sharing_picture, name="sharing"),
    path("share/place/<slug:reference>/<slug:name>.png", views.sharing_place, name="sharing-place"),
    path("share/logo.png", views.logo_picture, name="logo"),
    # Pictures only: a document is fetched under /files/, where the rules of its collection are asked.
    re_path(r"^media/(?P<path>(?:images|original_images)/[^/]+)$", showing.picture),
    # A page behind a shared password would be one more bare password form.
    re_path(r"^([\w-]+/)?_util/authenticate_with_password/", views.no_shared_passwords),
]
