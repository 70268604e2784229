"""The pages of direct access tokens: a new one, its only showing, its end."""

from starlette.responses import Response

from kanbert_desktop.sandbox.developer_settings import storage
from kanbert_desktop.sandbox.developer_settings.requests import (
    HOME,
    LIFETIMES,
    NotHere,
    TokenForm,
    Visit,
    leading_to,
    token_form,
)
from kanbert_desktop.sandbox.developer_settings.storage import DirectToken
from kanbert_desktop.sandbox.oauth.pages import in_words
from kanbert_desktop.sandbox.oauth.storage import SCOPES


def draft(visit: Visit) -> Response:
    return _form_page(visit, TokenForm())


def create(visit: Visit) -> Response:
    form = token_form(visit.form)
    if form.problems:
        return _form_page(visit, form, 422)
    days = LIFETIMES[form.lifetime]
    slug, token = storage.create(visit.house, visit.user_id, form.name, form.scopes, days)
    visit.show_later(_subject(slug), token)
    return leading_to(f"/settings/tokens/{slug}")


def show(visit: Visit) -> Response:
    """Once; whoever comes back finds it in the list, without its value."""
    token = _asked_for(visit)
    secret = visit.to_show(_subject(token.slug))
    if secret is None:
        return leading_to(HOME)
    return visit.page("token", token=token, secret=secret, words=in_words(visit.request, token.scopes))


def ask(visit: Visit) -> Response:
    token = _asked_for(visit)
    action = f"/settings/tokens/{token.slug}/revoke"
    return visit.page("confirm", deed="revoke", subject=token.name, action=action, back=HOME)


def revoke(visit: Visit) -> Response:
    storage.revoke(visit.house, visit.user_id, _asked_for(visit).slug)
    return leading_to(HOME)


def _form_page(visit: Visit, form: TokenForm, status: int = 200) -> Response:
    choices = in_words(visit.request, SCOPES)
    return visit.page("new_token", status, form=form, choices=choices, lifetimes=list(LIFETIMES))


def _asked_for(visit: Visit) -> DirectToken:
    slug = visit.request.path_params["slug"]
    token = storage.find_token(visit.house, visit.user_id, slug)
    if token is None:
        raise NotHere
    return token


def _subject(slug: str) -> str:
    return f"token {slug}"
