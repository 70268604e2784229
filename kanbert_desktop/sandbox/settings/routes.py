"""Which path leads to which page. The paths are the sandbox's own [G]: no page of Kanbert's tells them."""

from starlette.routing import Route

ROUTES: tuple[Route, ...] = ()
