"""Django's settings, made from the environment. Holds no decision that is not named in `environment.py`."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dateline.config import environment

ENVIRONMENT = environment.read(os.environ)
# The front end's build writes here, each file named by its content; `asgi.py` serves it.
ASSETS = Path(__file__).resolve().parent.parent / "assets"

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key or environment.kept_secret(ENVIRONMENT.home)
SITE_NAME = ENVIRONMENT.name
SITE_URL = ENVIRONMENT.url
READERS_PER_ADDRESS = ENVIRONMENT.readers_per_address
READERS_LONG_POLL = ENVIRONMENT.live == "long-poll"
# The front proxy or cache may pass any Host on; pages never build an address from it (they use SITE_URL).
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "dateline.kit",
    # Before allauth: its pages are ours where both have one.
    "dateline.accounts",
    "allauth",
    "allauth.account",
    "dateline.stream",
    "dateline.coverage",
    "dateline.facts",
    "dateline.livepage",
    "dateline.desk",
    # Last: it connects the rooms.
    "dateline.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dateline.kit.policy.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.livepage.unavailable.DatabaseAway",
]

ROOT_URLCONF = "dateline.config.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dateline.kit.site.site",
            ],
        },
    }
]


# When packets are lost nothing is refused, and by the system's own patience a query would wait a quarter of an hour.
# So an answer is known to be lost well within the 20 seconds that the desk's script waits.
POSTGRES_PATIENCE = {
    "connect_timeout": "5",  # Seconds.
    "keepalives_idle": "4",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",  # Milliseconds.
    # What a process beyond the cut has locked, it must not keep locked until Postgres' system misses it, after hours.
    "options": "-c idle_in_transaction_session_timeout=15s",
}


def _database(url: str, home: Path) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "dateline.config.sqlite",
            "NAME": home / "dateline.sqlite3",
            "OPTIONS": {
                # A write transaction takes its place in line at BEGIN: a lock taken later, in the
                # middle, cannot wait and would answer "database is locked" at once.
                "transaction_mode": "IMMEDIATE",
                # Seconds that a write waits at most: a little less than the desk's script waits for its answer.
                "timeout": 18,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # What libpq takes, as in ?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem
        "OPTIONS": POSTGRES_PATIENCE | dict(parse_qsl(parts.query, strict_parsing=bool(parts.query))),
    }


DATABASES = {"default": _database(ENVIRONMENT.database_url, ENVIRONMENT.home)}
# Holds how often somebody tried to sign in. With Postgres there may be several processes, and all must count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "config_cache",
    }
    if ENVIRONMENT.database_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    # ASVS 5.0, 6.2.1 and 6.2.4: length, not composition, and not a common one.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dateline.accounts.adapter.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# Sign-in is limited by account and by the true client address (ASVS 5.0, 6.3.1).
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies

_HOST_PREFIX = "__Host-" if ENVIRONMENT.secure else ""
SESSION_COOKIE_NAME = f"{_HOST_PREFIX}dateline-session"
SESSION_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_NAME = f"{_HOST_PREFIX}dateline-csrf"
CSRF_COOKIE_SECURE = ENVIRONMENT.secure
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dateline.desk.refused.csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = ENVIRONMENT.timezone
USE_TZ = True
USE_I18N = True

# The desk refuses a request over 512 KB with a sentence; this is the outer wall.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"uvicorn.access": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
