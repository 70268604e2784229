"""The pages of applications: all of them, a new one, one."""

from starlette.responses import Response

from kanbert_desktop.sandbox.developer_settings import storage
from kanbert_desktop.sandbox.developer_settings.requests import (
    HOME,
    ApplicationForm,
    NotHere,
    Visit,
    application_form,
    leading_to,
)
from kanbert_desktop.sandbox.developer_settings.storage import Registered, living_tokens
from kanbert_desktop.sandbox.oauth.messages import issuer_of
from kanbert_desktop.sandbox.oauth.pages import in_words


def overview(visit: Visit) -> Response:
    tokens = living_tokens(visit.house, visit.user_id)
    words = {token.slug: in_words(visit.request, token.scopes) for token in tokens}
    applications = storage.all_registered(visit.house, visit.user_id)
    return visit.page("overview", applications=applications, tokens=tokens, words=words)


def draft(visit: Visit) -> Response:
    return visit.page("new_application", form=ApplicationForm())


def register(visit: Visit) -> Response:
    form = application_form(visit.form)
    if form.problems:
        return visit.page("new_application", 422, form=form)
    client_id, secret = storage.register(
        visit.house, form.name, form.redirect_uris, with_secret=form.with_secret
    )
    return _with_secret(visit, client_id, secret)


def show(visit: Visit) -> Response:
    application = _asked_for(visit)
    lines = "\n".join(application.redirect_uris)
    return _page(visit, application, ApplicationForm(application.name, lines))


def change(visit: Visit) -> Response:
    application, form = _asked_for(visit), application_form(visit.form)
    if form.problems:
        return _page(visit, application, form, 422)
    storage.change(visit.house, application.client_id, form.name, form.redirect_uris)
    return leading_to(_path(application.client_id))


def renew_secret(visit: Visit) -> Response:
    """Only for an application that has one: another's kind was decided when it was registered."""
    application = _asked_for(visit)
    if not application.has_secret:
        raise NotHere
    secret = storage.renew_secret(visit.house, application.client_id)
    return _with_secret(visit, application.client_id, secret)


def disconnect(visit: Visit) -> Response:
    application = _asked_for(visit)
    storage.disconnect(visit.house, application.client_id, visit.user_id)
    return leading_to(_path(application.client_id))


def delete(visit: Visit) -> Response:
    storage.delete(visit.house, _asked_for(visit).client_id)
    return leading_to(HOME)


def ask(visit: Visit) -> Response:
    """What cannot be undone is asked about first."""
    application, deed = _asked_for(visit), visit.request.path_params["deed"]
    if deed not in {"secret", "delete", "disconnect"} or (deed == "secret" and not application.has_secret):
        raise NotHere
    path = _path(application.client_id)
    return visit.page("confirm", deed=deed, subject=application.name, action=f"{path}/{deed}", back=path)


def _page(visit: Visit, application: Registered, form: ApplicationForm, status: int = 200) -> Response:
    return visit.page(
        "application",
        status,
        application=application,
        form=form,
        secret=visit.to_show(application.client_id),
        issuer=issuer_of(visit.request),
    )


def _asked_for(visit: Visit) -> Registered:
    client_id = visit.request.path_params["client_id"]
    application = storage.find_registered(visit.house, visit.user_id, client_id)
    if application is None:
        raise NotHere
    return application


def _with_secret(visit: Visit, client_id: str, secret: str | None) -> Response:
    if secret is not None:
        visit.show_later(client_id, secret)
    return leading_to(_path(client_id))


def _path(client_id: str) -> str:
    return f"{HOME}/{client_id}"
