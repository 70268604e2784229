"""The pages of direct access tokens: a new one, its only showing, its end."""

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


def draft(visit: PageRequest) -> Response:
    return _form_page(visit, TokenForm())


def create(visit: PageRequest) -> Response:
    form = token_form(visit.form)
    if form.problems:
        return _form_page(visit, form, 422)
    days = LIFETIMES[form.lifetime]
    slug, token = storage.create_token(visit.context, visit.user_id, form.name, form.scopes, days)
    visit.store_secret(_subject(slug), token)
    return redirect_to(f"/settings/tokens/{slug}")


def show(visit: PageRequest) -> Response:
    """Once; whoever comes back finds it in the list, without its value."""
    token = _asked_for(visit)
    secret = visit.pop_secret(_subject(token.slug))
    if secret is None:
        return redirect_to(HOME_PATH)
    return visit.page("token", token=token, secret=secret, words=scope_texts(visit.request, token.scopes))


def confirm(visit: PageRequest) -> Response:
    token = _asked_for(visit)
    action = f"/settings/tokens/{token.slug}/revoke"
    return visit.page("confirm", deed="revoke", subject=token.name, action=action, back=HOME_PATH)


def revoke(visit: PageRequest) -> Response:
    storage.revoke_direct_token(visit.context, visit.user_id, _asked_for(visit).slug)
    return redirect_to(HOME_PATH)


def _form_page(visit: PageRequest, form: TokenForm, status: int = 200) -> Response:
    choices = scope_texts(visit.request, SCOPES)
    return visit.page("new_token", status, form=form, choices=choices, lifetimes=list(LIFETIMES))


def _asked_for(visit: PageRequest) -> DirectToken:
    slug = visit.request.path_params["slug"]
    token = storage.find_token(visit.context, visit.user_id, slug)
    if token is None:
        raise PageNotFound
    return token


def _subject(slug: str) -> str:
    return f"token {slug}"
