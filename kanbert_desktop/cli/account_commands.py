"""`sign-in`, `sign-out`, `sync`: the verbs that talk to the server."""

from kanbert_desktop.app.accounts.registry import last_known_account
from kanbert_desktop.app.accounts.sign_out import UnsentPolicy
from kanbert_desktop.app.boards.json_format import person_json
from kanbert_desktop.app.messages.status_texts import texts_for_key, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.output import Output
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.net.origin import parse_origin


async def sign_in(invocation: Invocation) -> None:
    application = invocation.application
    person = await (
        application.sign_in_with_token()
        if application.options.access_token
        else _sign_in_with_browser(invocation)
    )
    account = application.account
    document = {
        "user": person_json(person),
        "server": account.server if account else application.sign_in_settings.server,
    }
    invocation.output.print_document(document, [tr("Signed in as {name}.", name=person.name)])


async def _sign_in_with_browser(invocation: Invocation) -> Person:
    application, seconds = invocation.application, invocation.arguments.timeout
    if application.options.sandbox:
        attempt = await application.begin_sandbox_sign_in(seconds=seconds)
    elif _is_accounts_client(invocation):
        attempt = await application.begin_sign_in_again(seconds=seconds)
    else:
        registration = application.sign_in_settings.registration(
            invocation.arguments.server, invocation.arguments.client_id
        )
        attempt = application.begin_sign_in(registration, seconds=seconds)
    invocation.output.print_note(tr("Continue in your browser. If it did not open, use this link:"))
    invocation.output.print_note(attempt.link)
    before = application.account
    person = await attempt.run()
    if attempt.is_other_account and before is not None:
        # Nobody may be there to be asked: the verb prints the former user, and both accounts stay unchanged.
        invocation.output.print_note(
            tr(
                "Previously {former} was signed in here. The boards of both accounts stay separate.",
                former=before.name or before.email,
            )
        )
    if application.current_account.keyring_problem is not None:
        invocation.output.print_note(
            " ".join(title_and_message(KeyringUnavailable(application.current_account.keyring_problem)))
        )
    return person


def _is_accounts_client(invocation: Invocation) -> bool:
    """True if the open account's own OAuth client is meant, whose secret is in the keyring."""
    account, arguments = invocation.application.account, invocation.arguments
    if account is None or not account.has_secret or invocation.application.options.client_secret:
        return False
    registration = invocation.application.sign_in_settings.registration(arguments.server, arguments.client_id)
    return (registration.server, registration.client_id) == (account.server, account.client_id)


async def sign_out(invocation: Invocation) -> None:
    arguments = invocation.arguments
    if arguments.forget:
        await _remove_account(invocation)
        return
    pending: UnsentPolicy = (
        "discard" if arguments.discard_pending else "keep" if arguments.keep_pending else "refuse"
    )
    by_token = invocation.application.current_account.sign_in_method == "token"
    await invocation.application.sign_out(pending)
    print_signed_out(invocation.output)
    if by_token:
        invocation.output.print_note(" ".join(texts_for_key("token_lives_on")))


async def _remove_account(invocation: Invocation) -> None:
    """Removes the open account, or the one used last on that server."""
    application = invocation.application
    server = (
        parse_origin(invocation.arguments.server)
        if invocation.arguments.server
        else application.options.server
    )
    account = application.account or last_known_account(
        application.current_account.registry, server=server, on_sample_data=invocation.arguments.sandbox
    )
    by_token = application.account is not None and application.current_account.sign_in_method == "token"
    await application.remove_account(account, discard=invocation.arguments.discard_pending)
    done = tr("All data of this account was removed from this computer.")
    invocation.output.print_document({"signed_out": True, "forgotten": True}, [done])
    if by_token:
        invocation.output.print_note(" ".join(texts_for_key("token_lives_on")))


def print_signed_out(output: Output) -> None:
    output.print_document({"signed_out": True}, [tr("Signed out.")])


async def sync(invocation: Invocation) -> None:
    application = invocation.application
    if application.session is None and application.options.access_token:
        await application.sign_in_with_token()
    report = await application.sync(full=invocation.arguments.full)
    document = {
        "pulled": report.pulled,
        "pushed": report.pushed,
        "pending": report.pending,
        "attention": report.attention,
    }
    line = tr(
        "Received {pulled}, sent {pushed}, unsent {pending}, to decide {attention}.",
        pulled=report.pulled,
        pushed=report.pushed,
        pending=report.pending,
        attention=report.attention,
    )
    invocation.output.print_document(document, [line])
