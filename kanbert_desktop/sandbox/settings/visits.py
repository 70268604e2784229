"""A signed-in person's request to a settings page, its form proven to be our own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kanbert_desktop.sandbox.house import House, house_of
from kanbert_desktop.sandbox.oauth.login import Login, form_token, is_own_form, login_of, person_of, space_of
from kanbert_desktop.sandbox.oauth.pages import page

NO_STORE = {"Cache-Control": "no-store"}
HOME = "/settings/apps"
DOOR = "/settings/login"


class NotHere(Exception):
    """What the path names is not there, or not there any more."""


@dataclass(frozen=True)
class Visit:
    """`form` is empty on GET."""

    request: Request
    house: House
    login: Login
    person: Mapping[str, Any]
    form: FormData

    @property
    def user_id(self) -> str:
        return str(self.person["id"])

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        shared = {
            "form_token": form_token(self.house, self.login),
            "user": self.person,
            "space": space_of(self.house),
        }
        return page(self.request, f"settings/{name}", {**shared, **values}, status=status, script=True)

    def show_later(self, subject: str, secret: str) -> None:
        self.house.shown_once.put(self.login.session, subject, secret)

    def to_show(self, subject: str) -> str | None:
        """Only a page that is really read may have it: a HEAD would lose it."""
        if self.request.method != "GET":
            return None
        return self.house.shown_once.take(self.login.session, subject)


Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def signed_in(handler: Handler) -> Endpoint:
    """Others are led to the door; a form from elsewhere, or of a session gone by, changes nothing."""

    async def endpoint(request: Request) -> Response:
        house = house_of(request)
        login = login_of(request, house)
        if login.user_id is None:
            return leading_to(DOOR)
        form = await request.form()
        visit = Visit(request, house, login, person_of(house, login), form)
        if request.method == "POST" and not is_own_form(house, login, form.get("form_token")):
            return visit.page("stale", 403)
        try:
            return handler(visit)
        except NotHere:
            return visit.page("missing", 404)

    return endpoint


def leading_to(path: str) -> Response:
    return RedirectResponse(path, 303, headers=NO_STORE)
