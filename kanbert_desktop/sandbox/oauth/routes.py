"""Which path leads to which handler."""

from starlette.routing import Route

from kanbert_desktop.sandbox.oauth import authorize, endpoints, pages

ROUTES = (
    Route("/", pages.welcome),
    Route("/style.css", pages.style),
    Route("/mark.svg", pages.mark),
    Route("/oauth/authorize", authorize.show),
    Route("/oauth/authorize", authorize.decide, methods=["POST"]),
    Route("/oauth/login", authorize.sign_in, methods=["POST"]),
    Route("/oauth/logout", authorize.sign_out, methods=["POST"]),
    Route("/oauth/token", endpoints.token, methods=["POST"]),
    Route("/oauth/revoke", endpoints.revoke, methods=["POST"]),
    Route("/.well-known/oauth-authorization-server", endpoints.metadata),
)
