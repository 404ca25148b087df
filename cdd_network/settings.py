"""One settings file. A wrong environment value stops the start with a clear sentence.

Environment: VAR_DIR, FONTS_DIR, DATABASE_URL, STORAGE_URL, DEBUG, TLS, ALLOWED_HOSTS, SITE_URL, TRUSTED_PROXY,
DATABASE_PREPARES, READY_FROM, LOG_FORMAT, EMAIL_URL, DEFAULT_FROM_EMAIL, DEMAND_SECOND_FACTOR, DISTRICT_STORAGE_MB,
PROVINCE_STORAGE_MB, DEPARTMENT_STORAGE_MB (see README).
"""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from cdd_network import logs
from cdd_network.storage_url import storage_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def flag(name: str, default: bool) -> bool:
    """A yes-or-no variable: on/off, true/false, yes/no, 1/0; anything else stops the start."""
    text = env.str(name, default="on" if default else "off").strip().lower()
    if text in {"on", "true", "yes", "1"}:
        return True
    if text in {"off", "false", "no", "0", ""}:
        return False
    raise ImproperlyConfigured(f"{name}={text!r}: write on or off.")


def whole(name: str, default: int) -> int:
    """A whole number from 1; anything else stops the start."""
    text = env.str(name, default=str(default)).strip()
    if not (text.isdecimal() and text.isascii() and int(text)):
        raise ImproperlyConfigured(f"{name}={text!r}: write a whole number from 1, e.g. {default}.")
    return int(text)


def networks(name: str, default: list[str]) -> list[IPv4Network | IPv6Network]:
    """Addresses or networks, comma-separated; anything else stops the start."""
    try:
        return [ip_network(one.strip()) for one in env.list(name, default=default)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}; write e.g. 10.0.0.0/24,10.0.1.5") from None


def site_url() -> str:
    """Address that a printed QR leads to, without a trailing slash."""
    text = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        raise ImproperlyConfigured(f"SITE_URL={text!r}: write e.g. https://network.example.go.th")
    return text


def secret_key(folder: Path) -> str:
    """The installation's own key, made once and kept in ``VAR_DIR``."""
    path = folder / "secret_key"
    if not path.exists():
        draft = folder / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:  # link() refuses to overwrite: two first starts end with one key
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's data: the owner's alone
DEBUG = flag("DEBUG", False)
TLS = flag("TLS", True)
SITE_URL = site_url()
# Without EMAIL_URL nothing is sent: see reports/actions/reminders.py.
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
if EMAIL_BACKEND.endswith("smtp.EmailBackend") and not EMAIL_HOST:  # noqa: F821
    raise ImproperlyConfigured(
        "EMAIL_URL names no server: write e.g. smtp+tls://user:password@host:587"
    )
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"no-reply@{urlsplit(SITE_URL).hostname}"
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(VAR_DIR)

INSTALLED_APPS = [
    "cdd_network",
    "selection",
    "projects",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "cdd_network.request_log.RequestLogMiddleware",
    # Above whatever may answer by itself: files of static/, a wrong host, the way to https.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cdd_network.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cdd_network.public_brake.PublicBrakeMiddleware",
    "cdd_network.upload_stream.UploadMiddleware",  # before the first that reads a body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Refused by default: a view is public only when it says so with @login_not_required.
    "cdd_network.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cdd_network.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "cdd_network.urls"
WSGI_APPLICATION = "cdd_network.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cdd_network.context.site",
            ],
            "builtins": ["cdd_network.templatetags.thai"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "cdd_network.forms.Renderer"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # Immediate: a transaction that reads then writes waits its turn instead of failing.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A statement that comes again is planned once a connection: else half of the time of a page on
    # PostgreSQL is the planning of its joins. Beside what the address says («?sslmode=require»).
    if flag("DATABASE_PREPARES", True):
        DATABASES["default"].setdefault("OPTIONS", {}).update(
            {"server_side_binding": True, "prepare_threshold": 2}
        )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Slow work waits in the same database, written in the transaction of the act that asks for it.
AUTHENTICATION_BACKENDS = ["cdd_network.backend.OfficeBackend"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "cdd_network.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"cdd_network.password_rules.{rule}"}
    for rule in ("LongEnough", "NotOnlyDigits", "NotTheName", "NotCommon")
]
SESSION_ENGINE = "cdd_network.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60  # as session_store.LONGEST; idle ones end sooner
# Whoever may issue documents or keeps accounts signs in with a second factor, or cannot work.
DEMAND_SECOND_FACTOR = flag("DEMAND_SECOND_FACTOR", False)

LANGUAGE_CODE = "th"
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
# The office's own TH SarabunPSK or TH Sarabun New; it need not be there, see reports/typeface.py.
FONTS_DIR = Path(env.str("FONTS_DIR", default=str(VAR_DIR / "fonts"))).resolve()
STORAGES = {
    "default": storage_of(env.str("STORAGE_URL", default="")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a larger one waits on disk
FILE_UPLOAD_HANDLERS = ["cdd_network.upload_stream.Bounded"]  # bounds: cdd_network/uploads.py
# Megabytes that the files of one office may take, by its kind: cdd_network/storage_use.py.
OFFICE_STORAGE_MB = {
    kind: whole(f"{kind.upper()}_STORAGE_MB", 500)
    for kind in ("district", "province", "department")
}
FILE_UPLOAD_PERMISSIONS = 0o640

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked on the machine itself, before the proxy
SECURE_HSTS_SECONDS = 31536000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
TRUSTED_PROXY = flag("TRUSTED_PROXY", False)  # see cdd_network/address.py too
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"  # but for a document's preview, see reports/views/documents.py
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOG_FORMAT = env.str("LOG_FORMAT", default="text")
if LOG_FORMAT not in {"text", "json"}:
    raise ImproperlyConfigured(f"LOG_FORMAT={LOG_FORMAT!r}: write text or json.")
LOGGING = logs.configured(LOG_FORMAT)
# Who may ask /readyz; others find nothing there.
READY_FROM = networks("READY_FROM", ["127.0.0.0/8", "::1/128"])
