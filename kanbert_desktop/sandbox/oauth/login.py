"""Login session and form."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kanbert_desktop.sandbox.context import AppContext
from kanbert_desktop.sandbox.oauth.pages import page

_SECONDS = 12 * 3600
_HASHER = PasswordHasher()


@dataclass(frozen=True)
class LoginSession:
    """`user_id` is None before the password was given."""

    session: str
    user_id: str | None = None


def login_of(request: Request, house: AppContext) -> LoginSession:
    """The cookie's session, or a new one that nobody has signed in to."""
    try:
        found: Any = _signer(house).loads(request.cookies.get(_name(house), ""), max_age=_SECONDS)
        login = LoginSession(found["session"], found["user"])
    except (BadSignature, KeyError, TypeError):
        return new_login()
    return login if login.user_id is None or _may_sign_in(house, login.user_id) else new_login()


def new_login(user_id: str | None = None) -> LoginSession:
    return LoginSession(secrets.token_urlsafe(16), user_id)


def remember_login(response: Response, house: AppContext, login: LoginSession) -> None:
    value = _signer(house).dumps({"session": login.session, "user": login.user_id})
    response.set_cookie(_name(house), str(value), max_age=_SECONDS, path="/", httponly=True, samesite="lax")


def form_token(house: AppContext, login: LoginSession) -> str:
    return house.state.secrets.letters(f"form of session {login.session}", 32)


def is_valid_form_token(house: AppContext, login: LoginSession, sent: object) -> bool:
    return isinstance(sent, str) and hmac.compare_digest(form_token(house, login).encode(), sent.encode())


def find_user(house: AppContext, email: str, password: str) -> str | None:
    """The user's id if the password fits; an unknown address takes as long as a wrong password."""
    with house.state.transaction() as db:
        sql = "SELECT id, password_hash FROM users WHERE folded(email) = folded(?) AND deactivated_at IS NULL"
        row = db.execute(sql, (email.strip(),)).fetchone()
    known = row is not None and row["password_hash"] is not None
    try:
        _HASHER.verify(row["password_hash"] if known else _HASHER.hash("nobody"), password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return str(row["id"]) if known else None


def user_of(house: AppContext, login: LoginSession) -> dict[str, Any]:
    with house.state.transaction() as db:
        return dict(db.execute("SELECT * FROM users WHERE id = ?", (login.user_id,)).fetchone())


def workspace_of(house: AppContext) -> str:
    with house.state.transaction() as db:
        return str(db.execute("SELECT value FROM notes WHERE name = 'space_name'").fetchone()[0])


def hashed_password(password: str) -> str:
    return _HASHER.hash(password)


def _may_sign_in(house: AppContext, user_id: str) -> bool:
    with house.state.transaction() as db:
        sql = "SELECT 1 FROM users WHERE id = ? AND deactivated_at IS NULL"
        return db.execute(sql, (user_id,)).fetchone() is not None


def _signer(house: AppContext) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house.state.secrets.derive("login cookie"), salt="login")


def _name(house: AppContext) -> str:
    """Cookies know no port, so two sandboxes on one computer need two names."""
    return f"sandbox_{house.state.secrets.letters('cookie name', 8)}"


@dataclass(frozen=True)
class LoginAttempt:
    """Succeeded where there is no `problem`; `login` is then a new session, so that none can be foisted on anyone."""

    login: LoginSession
    email: str = ""
    problem: str = ""
    status: int = 200


async def login_attempt(request: Request, house: AppContext) -> LoginAttempt:
    login = login_of(request, house)
    form = await request.form()
    if not is_valid_form_token(house, login, form.get("form_token")):
        return LoginAttempt(login, problem="stale", status=403)
    email = form_value(form, "email")
    user_id = find_user(house, email, form_value(form, "password"))
    if user_id is None:
        return LoginAttempt(login, email, "wrong", 401)
    return LoginAttempt(new_login(user_id))


def form_value(form: FormData, name: str) -> str:
    """Empty where nothing, or a file, was sent."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def login_page(
    request: Request, house: AppContext, attempt: LoginAttempt, action: str, application: str = ""
) -> Response:
    """`action` is where the form goes. The session's cookie comes along, or the form could not be told for our own."""
    keys = house.state.secrets.credentials() if house.behaviour.prefilled_login else {}
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
