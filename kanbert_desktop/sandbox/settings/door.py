"""In and out of the settings, by the same session as the sign-in of an application."""

from starlette.requests import Request
from starlette.responses import Response

from kanbert_desktop.sandbox.house import house_of
from kanbert_desktop.sandbox.oauth.login import login_of, new_login, remember_login
from kanbert_desktop.sandbox.oauth.login_page import Attempt, attempt_of, login_page
from kanbert_desktop.sandbox.settings.visits import DOOR, HOME, Visit, leading_to


async def show(request: Request) -> Response:
    house = house_of(request)
    login = login_of(request, house)
    if login.user_id is not None:
        return leading_to(HOME)
    return login_page(request, house, Attempt(login), DOOR)


async def enter(request: Request) -> Response:
    house = house_of(request)
    attempt = await attempt_of(request, house)
    if attempt.problem:
        return login_page(request, house, attempt, DOOR)
    response = leading_to(HOME)
    remember_login(response, house, attempt.login)
    return response


def leave(visit: Visit) -> Response:
    response = leading_to(DOOR)
    remember_login(response, visit.house, new_login())
    return response
