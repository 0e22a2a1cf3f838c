"""Settings, all from the environment; `bin/serve` fills in the embedded parts.

Outside the embedded mode DATABASE_URL, REDIS_URL and SECRET_KEY must be given: a missing one
stops the start with `ImproperlyConfigured` rather than running on a guess.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from redis.backoff import NoBackoff
from redis.retry import Retry

from atelier import logs
from atelier.office.theme import UNFOLD as UNFOLD
from atelier.schedule import BEAT, quickened

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# `bin/serve` writes the embedded parts' addresses here, so a second shell finds them.
DATA_DIR = Path(env("ATELIER_DATA", default=str(BASE_DIR / "var")))
environ.Env.read_env(str(DATA_DIR / "environment"), overwrite=False)

DEBUG = env.bool("DEBUG", default=False)
# The demo house: its outgoing mail stays readable in the admin, its sign-ins are printed.
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env("SECRET_KEY")
# Links in mails start here; never from a request's Host header.
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
# Where a device of the shop learns to trust the house; `bin/serve --lan` fills it in.
LAN_PAGE = env("LAN_PAGE", default="")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.forms",
    "unfold.contrib.filters",
    "atelier.house",
    "atelier.journal",
    "atelier.pictures",
    "atelier.files",
    "atelier.people",
    "atelier.materials",
    "designs",
    "orders",
    "consultations",
    "production",
    "ownership",
    "atelier.portal",
    "atelier.office",
    "atelier.demo",
    "atelier.office.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "atelier.headers.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "atelier.people.gate.AdminGate",
    "atelier.portal.refusals.RefusalPages",
]

ROOT_URLCONF = "atelier.urls"
WSGI_APPLICATION = "atelier.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "atelier.house.context.house",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "atelier"
CRISPY_TEMPLATE_PACK = "atelier"
CRISPY_FAIL_SILENTLY = False

DATABASES = {
    "default": env.db("DATABASE_URL")
    | {
        "CONN_MAX_AGE": 60,
        # A restarted Postgres would otherwise fail every idle connection once.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"] |= {"connect_timeout": 2}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL")
# For a page that waits: half a second, and no second try (redis-py would make three).
IMPATIENT = {
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}
CACHES = {
    "default": {
        "BACKEND": "atelier.cache.Cache",
        "LOCATION": env("CACHE_URL", default=REDIS_URL),
        "KEY_PREFIX": "cache",
        "OPTIONS": IMPATIENT,
    }
}

# Kept in Postgres, so that neither a frozen Valkey keeps people out nor an emptied one signs them
# out; read from the cache: one query less on every page of somebody signed in.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up; naming a password here is what gives the staff's page its field for one.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "atelier.people.sign_in.Adapter"
ACCOUNT_FORMS = {"confirm_login_code": "atelier.people.forms.ConfirmSignInForm"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 1800
ACCOUNT_PREVENT_ENUMERATION = "strict"
MFA_ADAPTER = "atelier.people.sign_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# The demo's staff sign in with a password alone; a real house's staff also with a one-time one.
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=not DEMO)

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "build" / "static")))
# `manage.py fonts` cuts them here from the installed wheels.
FONTS_DIR = BASE_DIR / "build" / "fonts"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "atelier.staticfiles.StaticFiles"},
}
# Never under a public URL: every file leaves through a view that asks who is asking.
MEDIA_ROOT = Path(env("MEDIA", default=str(DATA_DIR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = [
    # One file writes no more than we could take, whatever is sent.
    "atelier.files.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 12
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# The demo house has nobody to write to: its mail stays in the outbox, which the admin shows.
vars().update(env.email("EMAIL_URL", default="dummymail://" if DEMO else env.NOTSET))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Atelier <atelier@localhost>")

# Cards online are off until both are given; the base is another address only in a test.
STRIPE_SECRET_KEY = env("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env("STRIPE_API_BASE", default="")

CELERY_BROKER_URL = REDIS_URL
# Journeys do not wait for a quarter of an hour: BEAT_EVERY caps each interval, in seconds.
CELERY_BEAT_SCHEDULE = quickened(BEAT, env.float("BEAT_EVERY", default=None))
CELERY_BEAT_SCHEDULER = "atelier.pulse:Beat"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_DEFAULT_QUEUE = "default"
QUEUES = ["default", "mail", "serials", "pictures"]
CELERY_TASK_ROUTES = {
    "journal.*": {"queue": "mail"},
    "pictures.*": {"queue": "pictures"},
    # A stranger's file too: measured in a child, one at a time.
    "orders.measure_solids": {"queue": "pictures"},
    "ownership.issue_serials": {"queue": "serials"},
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    # A frozen broker must not hang a page: measured, .delay() fails in 4 s with these.
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
}

# Where metal prices come from by themselves (see docs/configuration.md); by hand when empty.
METAL_FEED = env("METAL_FEED", default="")
METAL_FEED_URL = env("METAL_FEED_URL", default="")

LOGGING = logs.configuration(env("LOG_FORMAT", default="plain"))

_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_https)
# A load balancer asks these over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000 if _https else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only then are X-Forwarded-Proto and the last entry of X-Forwarded-For believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
