"""Login session (a signed cookie) and login form."""

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
    """`user_id` is None until the password was entered."""

    session: str
    user_id: str | None = None


def login_of(request: Request, context: AppContext) -> LoginSession:
    """The session of the cookie, or a new one without a user."""
    try:
        found: Any = _signer(context).loads(request.cookies.get(_name(context), ""), max_age=_SECONDS)
        login = LoginSession(found["session"], found["user"])
    except (BadSignature, KeyError, TypeError):
        return new_login()
    return login if login.user_id is None or _may_sign_in(context, login.user_id) else new_login()


def new_login(user_id: str | None = None) -> LoginSession:
    return LoginSession(secrets.token_urlsafe(16), user_id)


def remember_login(response: Response, context: AppContext, login: LoginSession) -> None:
    value = _signer(context).dumps({"session": login.session, "user": login.user_id})
    response.set_cookie(_name(context), str(value), max_age=_SECONDS, path="/", httponly=True, samesite="lax")


def form_token(context: AppContext, login: LoginSession) -> str:
    return context.state.secrets.letters(f"form of session {login.session}", 32)


def is_valid_form_token(context: AppContext, login: LoginSession, sent: object) -> bool:
    return isinstance(sent, str) and hmac.compare_digest(form_token(context, login).encode(), sent.encode())


def find_user(context: AppContext, email: str, password: str) -> str | None:
    """Returns the user's id if the password matches. An unknown address takes as long as a wrong password."""
    with context.state.transaction() as db:
        sql = "SELECT id, password_hash FROM users WHERE folded(email) = folded(?) AND deactivated_at IS NULL"
        row = db.execute(sql, (email.strip(),)).fetchone()
    known = row is not None and row["password_hash"] is not None
    try:
        _HASHER.verify(row["password_hash"] if known else _HASHER.hash("nobody"), password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return str(row["id"]) if known else None


def user_of(context: AppContext, login: LoginSession) -> dict[str, Any]:
    with context.state.transaction() as db:
        return dict(db.execute("SELECT * FROM users WHERE id = ?", (login.user_id,)).fetchone())


def workspace_of(context: AppContext) -> str:
    with context.state.transaction() as db:
        return str(db.execute("SELECT value FROM notes WHERE name = 'space_name'").fetchone()[0])


def hashed_password(password: str) -> str:
    return _HASHER.hash(password)


def _may_sign_in(context: AppContext, user_id: str) -> bool:
    with context.state.transaction() as db:
        sql = "SELECT 1 FROM users WHERE id = ? AND deactivated_at IS NULL"
        return db.execute(sql, (user_id,)).fetchone() is not None


def _signer(context: AppContext) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.state.secrets.derive("login cookie"), salt="login")


def _name(context: AppContext) -> str:
    """Cookies do not distinguish ports, so two sandboxes on one computer need two names."""
    return f"sandbox_{context.state.secrets.letters('cookie name', 8)}"


@dataclass(frozen=True)
class LoginAttempt:
    """Successful without `problem`; `login` is then a new session, which prevents session fixation."""

    login: LoginSession
    email: str = ""
    problem: str = ""
    status: int = 200


async def login_attempt(request: Request, context: AppContext) -> LoginAttempt:
    login = login_of(request, context)
    form = await request.form()
    if not is_valid_form_token(context, login, form.get("form_token")):
        return LoginAttempt(login, problem="stale", status=403)
    email = form_value(form, "email")
    user_id = find_user(context, email, form_value(form, "password"))
    if user_id is None:
        return LoginAttempt(login, email, "wrong", 401)
    return LoginAttempt(new_login(user_id))


def form_value(form: FormData, name: str) -> str:
    """Empty if nothing, or a file, was sent."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def login_page(
    request: Request, context: AppContext, attempt: LoginAttempt, action: str, application: str = ""
) -> Response:
    """`action` is the form's target. The response sets the session cookie, to which the form token is bound."""
    keys = context.state.secrets.credentials() if context.behaviour.prefilled_login else {}
    values = {
        "action": action,
        "form_token": form_token(context, attempt.login),
        "application": application,
        "problem": attempt.problem,
        "email": attempt.email or keys.get("email", ""),
        "password": keys.get("password", ""),
    }
    response = page(request, "login", values, status=attempt.status)
    remember_login(response, context, attempt.login)
    return response
