"""The login form, wherever it stands, and what was typed into it."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.oauth.login import (
    Login,
    form_token,
    is_own_form,
    login_of,
    new_login,
    remember_login,
    user_with,
)
from kanbert_desktop.sandbox.oauth.pages import page


@dataclass(frozen=True)
class Attempt:
    """Succeeded where there is no `problem`; `login` is then a new session, so that none can be foisted on anyone."""

    login: Login
    email: str = ""
    problem: str = ""
    status: int = 200


async def attempt_of(request: Request, house: House) -> Attempt:
    login = login_of(request, house)
    form = await request.form()
    if not is_own_form(house, login, form.get("form_token")):
        return Attempt(login, problem="stale", status=403)
    email = text_of(form, "email")
    user_id = user_with(house, email, text_of(form, "password"))
    if user_id is None:
        return Attempt(login, email, "wrong", 401)
    return Attempt(new_login(user_id))


def text_of(form: FormData, name: str) -> str:
    """Empty where nothing, or a file, was sent."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def login_page(
    request: Request, house: House, attempt: Attempt, action: str, application: str = ""
) -> Response:
    """`action` is where the form goes. The session's cookie comes along, or the form could not be told for our own."""
    keys = house.world.keys.credentials() if house.switches.prefilled_login else {}
    values = {
        "action": action,
        "form_token": form_token(house, attempt.login),
        "application": application,
        "problem": attempt.problem,
        "email": attempt.email or keys.get("email", ""),
        "password": keys.get("password", ""),
    }
    response = page(request, "login", values, status=attempt.status)
    remember_login(response, house, attempt.login)
    return response
