"""The pages of applications: all of them, a new one, one."""

from starlette.responses import Response

from kanbert_desktop.sandbox.developer_settings import storage
from kanbert_desktop.sandbox.developer_settings.requests import (
    HOME_PATH,
    ApplicationForm,
    PageNotFound,
    PageRequest,
    application_form,
    redirect_to,
)
from kanbert_desktop.sandbox.developer_settings.storage import RegisteredClient, active_tokens
from kanbert_desktop.sandbox.oauth.messages import issuer_of
from kanbert_desktop.sandbox.oauth.pages import scope_texts


def overview(visit: PageRequest) -> Response:
    tokens = active_tokens(visit.context, visit.user_id)
    words = {token.slug: scope_texts(visit.request, token.scopes) for token in tokens}
    applications = storage.registered_clients(visit.context, visit.user_id)
    return visit.page("overview", applications=applications, tokens=tokens, words=words)


def draft(visit: PageRequest) -> Response:
    return visit.page("new_application", form=ApplicationForm())


def register(visit: PageRequest) -> Response:
    form = application_form(visit.form)
    if form.problems:
        return visit.page("new_application", 422, form=form)
    client_id, secret = storage.register_client(
        visit.context, form.name, form.redirect_uris, with_secret=form.with_secret
    )
    return _with_secret(visit, client_id, secret)


def show(visit: PageRequest) -> Response:
    application = _asked_for(visit)
    lines = "\n".join(application.redirect_uris)
    return _page(visit, application, ApplicationForm(application.name, lines))


def change(visit: PageRequest) -> Response:
    application, form = _asked_for(visit), application_form(visit.form)
    if form.problems:
        return _page(visit, application, form, 422)
    storage.change_client(visit.context, application.client_id, form.name, form.redirect_uris)
    return redirect_to(_path(application.client_id))


def renew_secret(visit: PageRequest) -> Response:
    """Only for an application that has one: another's kind was decided when it was registered."""
    application = _asked_for(visit)
    if not application.has_secret:
        raise PageNotFound
    secret = storage.renew_secret(visit.context, application.client_id)
    return _with_secret(visit, application.client_id, secret)


def disconnect(visit: PageRequest) -> Response:
    application = _asked_for(visit)
    storage.disconnect(visit.context, application.client_id, visit.user_id)
    return redirect_to(_path(application.client_id))


def delete(visit: PageRequest) -> Response:
    storage.delete_client(visit.context, _asked_for(visit).client_id)
    return redirect_to(HOME_PATH)


def confirm(visit: PageRequest) -> Response:
    """What cannot be undone is asked about first."""
    application, deed = _asked_for(visit), visit.request.path_params["deed"]
    if deed not in {"secret", "delete", "disconnect"} or (deed == "secret" and not application.has_secret):
        raise PageNotFound
    path = _path(application.client_id)
    return visit.page("confirm", deed=deed, subject=application.name, action=f"{path}/{deed}", back=path)


def _page(
    visit: PageRequest, application: RegisteredClient, form: ApplicationForm, status: int = 200
) -> Response:
    return visit.page(
        "application",
        status,
        application=application,
        form=form,
        secret=visit.pop_secret(application.client_id),
        issuer=issuer_of(visit.request),
    )


def _asked_for(visit: PageRequest) -> RegisteredClient:
    client_id = visit.request.path_params["client_id"]
    application = storage.find_registered_client(visit.context, visit.user_id, client_id)
    if application is None:
        raise PageNotFound
    return application


def _with_secret(visit: PageRequest, client_id: str, secret: str | None) -> Response:
    if secret is not None:
        visit.store_secret(client_id, secret)
    return redirect_to(_path(client_id))


def _path(client_id: str) -> str:
    return f"{HOME_PATH}/{client_id}"
