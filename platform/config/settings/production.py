"""For real people: nothing has a default that matters, everything goes over TLS."""

from config import environment

_strict = environment.Environment(strict=True)
SECRET_KEY = _strict.text("SECRET_KEY")
ALLOWED_HOSTS = _strict.list("ALLOWED_HOSTS")
BASE_URL = _strict.url("BASE_URL")
FIELD_ENCRYPTION_KEYS = _strict.list("FIELD_ENCRYPTION_KEYS")
_strict.text("DATABASE_URL")
environment.check_keys(FIELD_ENCRYPTION_KEYS)

from config.settings.base import *  # noqa: E402, F403 - the checks above come first

WAGTAILADMIN_BASE_URL = BASE_URL
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits go by the address the proxy in front has seen
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# Wagtail previews pages in a frame of the same origin; frame-ancestors says the same.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
