"""A Django site with django-oauth-toolkit. Prints its URL in one line; ends with its standard input."""

import json
import sys
import threading
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import include, path

LOGIN = "<form method=post>{% csrf_token %}{{ form }}<input type=hidden name=next value='{{ next }}'></form>"
APPS = ("django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider")


def set_up(database: str) -> None:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        INSTALLED_APPS=APPS,
        LOGIN_URL="/login",
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        # Tables directly from the models: the packages' forty migrations take seconds.
        MIGRATION_MODULES={name.rpartition(".")[2]: None for name in APPS},
        OAUTH2_PROVIDER={
            "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
            "REFRESH_TOKEN_REUSE_PROTECTION": True,
            "SCOPES": {"task-management:read": "Read tasks", "task-management:write": "Write tasks"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="of this test alone",
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN}),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ],
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def fill() -> None:
    from django.contrib.auth import get_user_model
    from oauth2_provider.models import get_application_model

    get_user_model().objects.create_user("mira", password="password")
    for kind, secret in (("public", ""), ("confidential", "the-client-secret")):
        get_application_model().objects.create(
            client_id=kind,
            client_secret=secret,
            client_type=kind,
            authorization_grant_type="authorization-code",
            redirect_uris="http://127.0.0.1/callback",
        )


def whoami(request: HttpRequest) -> JsonResponse:
    from oauth2_provider.oauth2_backends import get_oauthlib_core

    valid, asked = get_oauthlib_core().verify_request(request, scopes=[])
    return JsonResponse({"data": {"id": asked.user.username} if valid else {}}, status=200 if valid else 401)


def routes() -> list[Any]:
    from django.contrib.auth.views import LoginView
    from oauth2_provider import views

    return [
        path("login", LoginView.as_view()),
        path("oauth/authorize", views.AuthorizationView.as_view()),
        path("oauth/token", views.TokenView.as_view()),
        path("oauth/revoke", views.RevokeTokenView.as_view()),
        path("api/v1/whoami", whoami),
        # Their own pages ask for their own names.
        path("unused/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    ]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    set_up(sys.argv[1])
    fill()
    globals()["urlpatterns"] = routes()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
