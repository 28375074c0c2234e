"""How the house is set up. Every variable of the environment is told in docs/operating.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from nearward.kit import assets, catalogues, env, keyring, sqlite

sqlite.install()

PACKAGE = Path(__file__).resolve().parent
DATA = env.path("NEARWARD_DATA", Path.cwd() / "nearward-data")
NEARWARD_RING = str(keyring.ensure_ring(DATA / "keys"))
NEARWARD_DEMO = env.flag("NEARWARD_DEMO")
SECRET_KEY = env.text("NEARWARD_SECRET_KEY") or keyring.ensure_secret(DATA / "keys", "secret-key")

DEBUG = False
TLS = env.flag("NEARWARD_TLS")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.names("NEARWARD_HOST")]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in env.names("NEARWARD_HOST")] if TLS else []
ROOT_URLCONF = "nearward.urls"
ASGI_APPLICATION = "nearward.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

ROOMS = [
    room
    for room in (
        "home",
        "noticing",
        "practice",
        "chats",
        "checkins",
        "explore",
        "together",
        "month",
        "safety",
        "guide",
        "sharing",
        "people",
        "shell",
    )
    if (PACKAGE / room / "__init__.py").exists()
]

INSTALLED_APPS = [
    *(f"nearward.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "nearward.shell.middleware.FilesMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "nearward.shell.middleware.PrivatePagesMiddleware",
    "nearward.safety.middleware.StayAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "nearward.shell.middleware.SameSiteFormsMiddleware",
    "nearward.chats.middleware.VisitKeyMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nearward.people.middleware.OwnTimeMiddleware",
    "nearward.shell.middleware.RefusedBodiesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nearward.shell.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# the database, the cache, the tasks

_postgres = env.url("NEARWARD_DATABASE_URL", schemes=("postgres", "postgresql"))
DATABASES: dict[str, dict[str, Any]]
if _postgres:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _postgres.path,
            "USER": _postgres.user,
            "PASSWORD": _postgres.password,
            "HOST": _postgres.host or _postgres.query.get("host", ""),
            "PORT": _postgres.port or "",
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "db.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": sqlite.init_command(sqlite.version()),
                "cached_statements": 512,  # each savepoint has a name of its own, and pushes one of the usual 128 out
            },
        }
    }

_redis = env.url("NEARWARD_REDIS_URL", schemes=("redis", "rediss", "unix"))
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis.text}
    if _redis
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# chats that are looked at in one visit

FILE_UPLOAD_HANDLERS = ["nearward.chats.arriving.Arriving"]
NEARWARD_CHAT_MEGABYTES = env.number("NEARWARD_CHAT_MEGABYTES", 200, low=1, high=2000)
NEARWARD_CHAT_MINUTES = env.number("NEARWARD_CHAT_MINUTES", 30, low=5, high=240)

# signing in

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["nearward.kit.hashers.LightArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "nearward.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "nearward.people.forms.SignInForm", "signup": "nearward.people.forms.JoinForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {  # why so: docs/decisions/0009-signing-in.md
    "login": "",
    "login_failed": "10/5m/key,200/5m/ip",
    "login_failed_known": "10/5m/key",
    "signup": "20/5m/ip",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 3
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("NEARWARD_PROXIES", 0, low=0, high=5)
MFA_ADAPTER = "nearward.people.adapter.SecondStepAdapter"
MFA_FORMS = {"add_webauthn": "nearward.people.forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Nearward"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS

# what browsers are told

STATIC_URL = "/static/{}/".format(
    assets.digest((PACKAGE / room / "static" for room in ROOMS), ("django-htmx", "django-allauth"))
)
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "worker-src": [SELF],
    }
}
_UNUSED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi usb"
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in _UNUSED.split()}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS and ALLAUTH_TRUSTED_PROXY_COUNT else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "nearward.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if TLS else "nearward-session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "nearward-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if TLS else "nearward-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nearward.shell.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# words and times

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("es", "Español")]  # each in its own words
LOCALE_PATHS = catalogues.compiled(PACKAGE / "locale", DATA / "locale")
USE_TZ = True
TIME_ZONE = "UTC"

# what is written down about running: never content, never an address of a page

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"quiet": {"()": "nearward.kit.logs.WithoutContent"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.server": {"handlers": [], "propagate": False}},
}
