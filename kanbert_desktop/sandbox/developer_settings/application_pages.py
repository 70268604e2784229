"""The pages of applications: the list, a new one, one application."""

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


def overview(page_request: PageRequest) -> Response:
    tokens = active_tokens(page_request.context, page_request.user_id)
    words = {token.slug: scope_texts(page_request.request, token.scopes) for token in tokens}
    applications = storage.registered_clients(page_request.context, page_request.user_id)
    return page_request.page("overview", applications=applications, tokens=tokens, words=words)


def draft(page_request: PageRequest) -> Response:
    return page_request.page("new_application", form=ApplicationForm())


def register(page_request: PageRequest) -> Response:
    form = application_form(page_request.form)
    if form.problems:
        return page_request.page("new_application", 422, form=form)
    client_id, secret = storage.register_client(
        page_request.context, form.name, form.redirect_uris, with_secret=form.with_secret
    )
    return _with_secret(page_request, client_id, secret)


def show(page_request: PageRequest) -> Response:
    application = _asked_for(page_request)
    lines = "\n".join(application.redirect_uris)
    return _page(page_request, application, ApplicationForm(application.name, lines))


def change(page_request: PageRequest) -> Response:
    application, form = _asked_for(page_request), application_form(page_request.form)
    if form.problems:
        return _page(page_request, application, form, 422)
    storage.change_client(page_request.context, application.client_id, form.name, form.redirect_uris)
    return redirect_to(_path(application.client_id))


def renew_secret(page_request: PageRequest) -> Response:
    """Only for an application that has a secret: its kind was fixed at registration."""
    application = _asked_for(page_request)
    if not application.has_secret:
        raise PageNotFound
    secret = storage.renew_secret(page_request.context, application.client_id)
    return _with_secret(page_request, application.client_id, secret)


def disconnect(page_request: PageRequest) -> Response:
    application = _asked_for(page_request)
    storage.disconnect(page_request.context, application.client_id, page_request.user_id)
    return redirect_to(_path(application.client_id))


def delete(page_request: PageRequest) -> Response:
    storage.delete_client(page_request.context, _asked_for(page_request).client_id)
    return redirect_to(HOME_PATH)


def confirm(page_request: PageRequest) -> Response:
    """The confirmation page before an irreversible action."""
    application, command = _asked_for(page_request), page_request.request.path_params["command"]
    if command not in {"secret", "delete", "disconnect"} or (
        command == "secret" and not application.has_secret
    ):
        raise PageNotFound
    path = _path(application.client_id)
    return page_request.page(
        "confirm", command=command, subject=application.name, action=f"{path}/{command}", back=path
    )


def _page(
    page_request: PageRequest, application: RegisteredClient, form: ApplicationForm, status: int = 200
) -> Response:
    return page_request.page(
        "application",
        status,
        application=application,
        form=form,
        secret=page_request.pop_secret(application.client_id),
        issuer=issuer_of(page_request.request),
    )


def _asked_for(page_request: PageRequest) -> RegisteredClient:
    client_id = page_request.request.path_params["client_id"]
    application = storage.find_registered_client(page_request.context, page_request.user_id, client_id)
    if application is None:
        raise PageNotFound
    return application


def _with_secret(page_request: PageRequest, client_id: str, secret: str | None) -> Response:
    if secret is not None:
        page_request.store_secret(client_id, secret)
    return redirect_to(_path(client_id))


def _path(client_id: str) -> str:
    return f"{HOME_PATH}/{client_id}"
