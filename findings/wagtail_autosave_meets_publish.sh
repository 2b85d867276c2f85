#!/usr/bin/env bash
# Wagtail 8.0.1 (Django 5.2.19): a new page whose first autosave is stored, but not answered yet, cannot be published.
#
# A good guess: the page that autosave has made and the form that is sent a moment later from the same window are known
# to belong together, so the button publishes that page. What happens: autosave has made the page (a draft, with the
# slug that the form made of its title), the form still leads to the address that makes pages, and the server refuses
# it because the slug is taken - by the writer's own draft of a second ago. The browser does not hold the button back
# while autosave is under way (in its controller nothing listens to `submit`), so on a slow line this is an ordinary
# press. With autosave answered first, the form has been led to the draft's own address, and is taken.
#
# What one can do: hold the button in the browser until `w-autosave:success` or `w-autosave:error`.
# Seen: "autosave: 200 True / publish: 200, slug refused / pages: 1, published: 0".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check "wagtail==8.0.1" "django==5.2.19"
mkdir -p pages/migrations && touch pages/__init__.py pages/migrations/__init__.py
cat > pages/models.py <<'PY'
from wagtail.models import Page


class PlainPage(Page):
    pass
PY
cat > urls.py <<'PY'
from django.urls import include, path

urlpatterns = [path("admin/", include("wagtail.admin.urls")), path("", include("wagtail.urls"))]
PY
cat > seen.py <<'PY'
import django
from django.conf import settings

PARTS = "admin users images documents snippets search sites".split()
settings.configure(
    SECRET_KEY="x", ROOT_URLCONF="urls", USE_TZ=True, WAGTAIL_SITE_NAME="x", ALLOWED_HOSTS=["testserver"],
    WAGTAILADMIN_BASE_URL="http://testserver", STATIC_URL="/s/", DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["pages", *(f"wagtail.{part}" for part in PARTS), "wagtail", "modelcluster", "taggit",
                    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages", "django.contrib.staticfiles", "django_tasks", "django_filters"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                                   "django.contrib.auth.context_processors.auth",
                                                   "django.contrib.messages.context_processors.messages"]}}],
)
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.models import Page
from pages.models import PlainPage

call_command("makemigrations", "pages", verbosity=0)
call_command("migrate", verbosity=0)
setup_test_environment()
writer = User.objects.create_superuser("writer", "writer@example.org", "x")
home = Page.objects.get(depth=2)
window = Client()
window.force_login(writer)
address = f"/admin/pages/add/pages/plainpage/{home.pk}/"
form = {"title": "Open on weekdays", "slug": "open-on-weekdays", "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0, "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": ""}
autosave = window.post(address, form, headers={"Accept": "application/json"})
publish = window.post(address, form | {"action-publish": "action-publish"})
refused = "slug refused" if "slug" in publish.context["form"].errors else "taken"
print(f"autosave: {autosave.status_code} {autosave.json()['success']}")
print(f"publish: {publish.status_code}, {refused}")
print(f"pages: {PlainPage.objects.count()}, published: {PlainPage.objects.live().count()}")
PY
seen=$(env/bin/python seen.py)
printf '%s\n' "$seen"
wanted='autosave: 200 True
publish: 200, slug refused
pages: 1, published: 0'
[ "$seen" = "$wanted" ] || { echo "This has changed: see the head of this file."; exit 1; }
