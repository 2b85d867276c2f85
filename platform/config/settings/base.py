"""What every way of running Välityö shares. Values that differ come from the environment (interface.md)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import django.conf.locale
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"

env = Environment()

INSTALLED_APPS = [
    "config",
    "ui",
    "areas",
    "audit",
    "publicdata",
    "accounts",
    "typed",
    "notifications",
    "workflow",
    "programmes",
    "reports",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_fsm",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.PlainAddressMiddleware",
    "config.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LanguageMiddleware",
    "config.middleware.EditorPolicyMiddleware",
    "config.middleware.PersonalPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "workflow.in_place.InPlaceMiddleware",
    "typed.middleware.TypedMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.editing.signed_out.SignedOutMiddleware",
    "config.middleware.SignInRequiredMiddleware",
    "accounts.middleware.ActiveRoleMiddleware",
    "cms.editing.doors.EditorDoorsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.editing.redirects.RedirectMiddleware",
    "config.second_try.SecondTryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(ROOT.glob("programmes/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "config.context.furniture",
            ],
        },
    },
]
FORM_RENDERER = "ui.forms.FormRenderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",  # a ModelBackend too
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/accounts/home/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "config.door.Door"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by workers; a code by e-mail proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# By visitor and address, so that nobody shuts out another; by address alone wide (decision 0019).
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,5/15m/key",
    "request_login_code_anywhere": "30/h/key",
    "login_failed": "10/m/ip,5/5m/key,20/h/key",
    "login_failed_anywhere": "100/h/key",
}
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm", "confirm_login_code": "accounts.forms.CodeForm"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Language ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
TIME_ZONE = "Europe/Helsinki"
USE_I18N = True
USE_TZ = True
django.conf.locale.LANG_INFO["fi-simple"] = {
    "bidi": False,
    "code": "fi-simple",
    "name": "Easy Finnish",
    "name_local": "Selkosuomi",
    "fallback": ["fi"],
}
LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("fi-simple", _("Easy Finnish")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Whoever begins a translation publishes nothing: it is a draft until it is read.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(env.text("VALITYO_LOCALE", default=str(ROOT / "platform/config/locale")))]
FORMAT_MODULE_PATH = ["config.formats"]

# Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "assets", *sorted(ROOT.glob("programmes/*/static"))]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files that people send their worker: sealed, and at no public address.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "private", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Database, cache, mail -----------------------------------------------------------------------------------
DATABASES = {"default": env.database(default=f"sqlite:///{VAR / 'valityo.sqlite3'}")}
# As many web processes as there are cores for them (`serve`).
WEB_PROCESSES = env.count("WEB_PROCESSES", default=len(os.sched_getaffinity(0)))
CACHES = {"default": env.cache(default="locmemcache://")}
# Whole pages, apart from what is computed, so that neither pushes the other out.
CACHES["pages"] = CACHES["default"] | {"KEY_PREFIX": "pages"}
# The words of pages around what was looked for: anyone can fill it, so the counters of tries stand elsewhere.
CACHES["texts"] = CACHES["default"] | {"KEY_PREFIX": "texts"}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    for _name, _most in (("default", 20_000), ("pages", 1_500), ("texts", 2_000)):
        CACHES[_name] |= {"LOCATION": _name, "OPTIONS": {"MAX_ENTRIES": _most}}
        if WEB_PROCESSES > 1:
            CACHES[_name] |= {
                "BACKEND": "config.shared_cache.SharedFiles",
                "LOCATION": str(VAR / "cache" / _name),
            }
vars().update(env.email(default="filemail:///" + str(VAR / "mail").lstrip("/")))
SMS_URL = env.sms()
DEFAULT_FROM_EMAIL = "Välityö <valityo@localhost>"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_SERIALIZER = "accounts.sealing.SealedSerializer"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Wagtail -------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Välityö"
# Basic forms of words are made by ourselves (cms.finding), so PostgreSQL must not stem again.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address is read out by telephone and typed on any keyboard
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# A translation is never public before the Finnish page.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approved.publish_approved"
# One area, one time: nobody chooses among six hundred zones, one of which browsers do not know.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
# What comes in is checked and pictures are drawn anew (cms.editing.uploads); what goes out as a file is
# saved, never opened in the browser.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.editing.uploads.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
# What a telephone of today takes; it is made smaller on the way in.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 52_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.editing.uploads.ImageForm"
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 80
# Every language its own address: a slug that changes or a page that moves leaves a redirect behind.
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# No bare password anywhere: neither for accounts nor for pages or files behind a shared one.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# Security ------------------------------------------------------------------------------------------------
SECRET_KEY = env.text("SECRET_KEY", default="only-for-development-and-tests-never-for-people-" + "x" * 20)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "testserver"])
BASE_URL = env.url("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = BASE_URL
SECURITY_CONTACT = env.text("SECURITY_CONTACT", default=f"mailto:security@{urlsplit(BASE_URL).hostname}")
FIELD_ENCRYPTION_KEYS = env.list(
    "FIELD_ENCRYPTION_KEYS", default=["YS1kZXZlbG9wbWVudC1rZXktbmV2ZXItdXNlLWl0LTA="]
)
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    },
}
# Wagtail's admin needs inline styles and scripts; only its own addresses get this looser policy.
CMS_ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# Workflow ------------------------------------------------------------------------------------------------
OUTBOX_HOLD_MINUTES = 10
# From this hour until that one nobody is written to; what may not wait goes all the same (decision 0090).
QUIET_HOURS: tuple[int, int] | None = (21, 7)
UNDO_HOURS = 24
UNDO_NOTE_DAYS = 365  # a manager may undo at any time while nothing has followed; not for ever

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.MaskingFormatter"}},
    "filters": {"worth_a_line": {"()": "config.logs.WorthALine"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["worth_a_line"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"valityo": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}

# The folder of the employment area; empty: the packaged one.
AREA_DATA = env.text("AREA_DATA", default="")
# The number that stands where no worker's own is known; empty: the area's own.
SERVICE_PHONE = env.text("SERVICE_PHONE", default="")
# The open data of the business register (YTJ), .../opendata-ytj-api/v3/companies; empty: a stand-in.
BUSINESS_REGISTER_URL = env.text("BUSINESS_REGISTER_URL", default="")
BUSINESS_REGISTER_SECONDS = 4
