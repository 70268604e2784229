"""The pages of direct access tokens: creating one, showing it once, revoking it."""

from starlette.responses import Response

from kanbert_desktop.sandbox.developer_settings import storage
from kanbert_desktop.sandbox.developer_settings.requests import (
    HOME_PATH,
    LIFETIMES,
    PageNotFound,
    PageRequest,
    TokenForm,
    redirect_to,
    token_form,
)
from kanbert_desktop.sandbox.developer_settings.storage import DirectToken
from kanbert_desktop.sandbox.oauth.pages import scope_texts
from kanbert_desktop.sandbox.oauth.storage import SCOPES


def draft(page_request: PageRequest) -> Response:
    return _form_page(page_request, TokenForm())


def create(page_request: PageRequest) -> Response:
    form = token_form(page_request.form)
    if form.problems:
        return _form_page(page_request, form, 422)
    days = LIFETIMES[form.lifetime]
    slug, token = storage.create_token(
        page_request.context, page_request.user_id, form.name, form.scopes, days
    )
    page_request.store_secret(_subject(slug), token)
    return redirect_to(f"/settings/tokens/{slug}")


def show(page_request: PageRequest) -> Response:
    """Shows the token once; afterwards the list names it without its value."""
    token = _asked_for(page_request)
    secret = page_request.pop_secret(_subject(token.slug))
    if secret is None:
        return redirect_to(HOME_PATH)
    return page_request.page(
        "token", token=token, secret=secret, words=scope_texts(page_request.request, token.scopes)
    )


def confirm(page_request: PageRequest) -> Response:
    token = _asked_for(page_request)
    action = f"/settings/tokens/{token.slug}/revoke"
    return page_request.page("confirm", command="revoke", subject=token.name, action=action, back=HOME_PATH)


def revoke(page_request: PageRequest) -> Response:
    storage.revoke_direct_token(page_request.context, page_request.user_id, _asked_for(page_request).slug)
    return redirect_to(HOME_PATH)


def _form_page(page_request: PageRequest, form: TokenForm, status: int = 200) -> Response:
    choices = scope_texts(page_request.request, SCOPES)
    return page_request.page("new_token", status, form=form, choices=choices, lifetimes=list(LIFETIMES))


def _asked_for(page_request: PageRequest) -> DirectToken:
    slug = page_request.request.path_params["slug"]
    token = storage.find_token(page_request.context, page_request.user_id, slug)
    if token is None:
        raise PageNotFound
    return token


def _subject(slug: str) -> str:
    return f"token {slug}"
