"""Takes the profile or hands the verb to its holder; serves verbs of other processes."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING
from uuid import uuid4

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount, chosen_account
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.system.handover import HandoverRequest, HandoverResult, WriteOutput, hand_over
from kanbert_desktop.app.system.handover_server import HandoverServer
from kanbert_desktop.app.system.instance_lock import WAIT_SECONDS, InstanceLock, socket_path
from kanbert_desktop.app.system.own_screen import is_another_screen, screens_in
from kanbert_desktop.app.system.window_requests import WindowRequests
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.dispatch import LONG_VERBS, VERB_HANDLERS, VERBS_NEEDING_OWN_SECRETS, run_invocation
from kanbert_desktop.cli.errors import USAGE_EXIT_CODE, report_error
from kanbert_desktop.cli.event_loops import EventLoop, listen_on_qt, needs_qt
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.options import FILE_OPTION, OUTPUT_OPTION, UsageError, verb_index
from kanbert_desktop.cli.output import BufferedOutput, Output
from kanbert_desktop.domain.errors import KanbertError, ProfileBusy, StoreError
from kanbert_desktop.domain.untrusted_text import replace_surrogates
from kanbert_desktop.store.database import OpenedStore

if TYPE_CHECKING:
    import argparse

RAISE_REQUEST = "raise"
"""What a second start of the window sends. It is not a verb that can be typed."""
UNSAVED_REQUEST = "unsaved"
"""Asks the holder whether something exists only in its memory; exit code 0 if not. It is not a verb that can be typed."""
_UNSAVED_EXIT_CODE = 5
_ACCOUNT, _LINK, _CAPTURE, _HIDDEN = "--account=", "--link=", "--capture", "--hidden"
_FIND, _MY_WORK, _TOKEN, _FORWARD = "--find=", "--my-work", "--token=", "--forward"
_SCREEN = "--screen="
OTHER_SCREEN_CODE = 77
"""Between two processes of this program: the window is on a screen that the sender's user does not see."""
RETRY_SECONDS = 0.05
UPDATE_SECONDS = 1.0
"""So long an update of the account's file is not mentioned."""
VERBS_AFTER_RECOVERY = frozenset({"sync", "sign-in", "sign-out", "status"})
"""After a recovery every other verb stops: an empty base must not look like an empty board."""
RunAlone = Callable[[], int]


def run_or_hand_over(
    environment: Environment, request: Callable[[], HandoverRequest], run_alone: RunAlone
) -> int:
    """Calls `run_alone` while this process holds the profile.

    Raises `ProfileBusy` if no process serves the request in five seconds.
    """
    socket = socket_path(environment.profile)
    lock = InstanceLock(environment.profile)
    give_up = time.monotonic() + WAIT_SECONDS
    while True:
        if lock.try_acquire():
            with lock:
                return run_alone()
        result = _hand_over_buffered(socket, request())
        if result.exit_code is not None:
            return result.exit_code
        if result.was_accepted:
            # A holder handed the request back or died: waiting for the profile starts only now.
            give_up = time.monotonic() + WAIT_SECONDS
        if time.monotonic() > give_up:
            raise ProfileBusy("profile_busy", profile=str(environment.profile))
        # No event loop runs yet that a sleep could block, and between processes only the lock can be polled.
        time.sleep(RETRY_SECONDS)


def _hand_over_buffered(socket: str, request: HandoverRequest) -> HandoverResult:
    """The document is printed when complete: if a holder dies before the end, the request is sent again."""
    buffered = BufferedOutput()
    result = hand_over(socket, request, buffered.write)
    if result.exit_code is not None:
        buffered.flush(result.exit_code)
    return result


async def run_in_this_process(
    application: Application, found: "argparse.Namespace", output: Output, id_: str, loop: EventLoop
) -> int:
    """Opens the account, runs the verb, and serves other processes until it is finished."""
    application.current_account.update_file = partial(_tell_of_update, output)
    session = application.current_account.open_chosen_account()
    try:
        if session is not None:
            session.replica.build_index()
            _report_recovery(application, found.verb, output)
        server = serve_verbs(application, is_long_lived=found.verb in LONG_VERBS, loop=loop)
        verb = asyncio.ensure_future(run_invocation(Invocation(application, found, output, id_)))
        with loop.stop_on_signals(verb.cancel):
            code = await verb
        await server.close()
        return code
    finally:
        await application.close()


def _tell_of_update(output: Output, open_file: Callable[[], OpenedStore]) -> OpenedStore:
    """One line on standard error if opening a file of an older version takes long."""
    notice = Timer(UPDATE_SECONDS, output.print_note, [tr("Updating your data …")])
    notice.daemon = True
    notice.start()
    try:
        return open_file()
    finally:
        notice.cancel()


def request_factory(
    arguments: Sequence[str], verb: str, options: Options, environment: Environment
) -> Callable[[], HandoverRequest]:
    """Builds a new request for each attempt: the holder may just have signed in. A sign-out keeps its account."""
    registry, id_ = AccountRegistry(environment.accounts), str(uuid4())
    signing_out = account_to_sign_out(verb, options, environment)
    secrets = bool(options.access_token or options.client_secret)
    self_contained = _self_contained_words(arguments, verb, options)

    def make() -> HandoverRequest:
        account = signing_out or chosen_account(options, environment, registry)
        return HandoverRequest(
            words=tuple(self_contained),
            id=id_,
            account=account.id if account else None,
            server=options.server,
            needs_own_secrets=secrets and verb in VERBS_NEEDING_OWN_SECRETS,
        )

    return make


def account_to_sign_out(verb: str, options: Options, environment: Environment) -> KnownAccount | None:
    """Fixes the account to sign out: if a holder dies after it, the next account must not be signed out."""
    return (
        chosen_account(options, environment, AccountRegistry(environment.accounts))
        if verb == "sign-out"
        else None
    )


def was_signed_out(account: KnownAccount | None, environment: Environment) -> bool:
    """True if a holder signed the account out but could not report it."""
    now = AccountRegistry(environment.accounts).get(account.id) if account is not None else None
    return now is not None and not now.signed_in


def _self_contained_words(arguments: Sequence[str], verb: str, options: Options) -> list[str]:
    """Puts the verb first and adds the values of variables: the holder has other variables."""
    index = verb_index(arguments, verb)
    client = ["--client-id", options.client_id] if options.client_id else []
    return [verb, *client, *arguments[:index], *arguments[index + 1 :]]


def _report_recovery(application: Application, verb: str, output: Output) -> None:
    recovery = application.recovery_report
    if recovery is None:
        return
    error = StoreError(
        "store_rescued", path=str(recovery.moved_to), changes=recovery.entries, drafts=recovery.drafts
    )
    if verb not in VERBS_AFTER_RECOVERY:
        raise error
    output.print_note(" ".join(title_and_message(error)))


def raise_window_request(options: Options, token: str = "", *, must_come_forward: bool = False) -> list[str]:
    """The words of that request: the account to show, what else to open, the activation token and this process's screen.

    `must_come_forward`: the user asked for it where the desktop gives no token.
    """
    values = {_ACCOUNT: options.account, _LINK: options.link, _FIND: options.find, _TOKEN: token}
    named = [f"{name}{value}" for name, value in values.items() if value]
    how = {
        _CAPTURE: options.capture,
        _HIDDEN: options.hidden,
        _MY_WORK: options.my_work,
        _FORWARD: must_come_forward,
    }
    screens = [f"{_SCREEN}{screen}" for screen in screens_in(os.environ)]
    return [RAISE_REQUEST, *named, *screens, *(name for name, is_given in how.items() if is_given)]


def serve_verbs(
    application: Application,
    window: WindowRequests | None = None,
    *,
    is_long_lived: bool = True,
    loop: EventLoop | None = None,
) -> HandoverServer:
    """`window` is given if there is one. `is_long_lived`: see `HandoverServer`. `loop` is that of a verb; a window's is Qt's."""
    has_qt = loop is None or loop.has_qt

    def accepts(request: HandoverRequest) -> bool:
        if request.words[:1] == (RAISE_REQUEST,):
            return window is not None and _same_server(application, request)
        return _accepts(application, request)

    async def serve(request: HandoverRequest, write: WriteOutput) -> int:
        if request.words[:1] == (RAISE_REQUEST,) and window is not None:
            return _serve_window_request(window, request, write)
        if request.words[:1] == (UNSAVED_REQUEST,):
            return _UNSAVED_EXIT_CODE if application.has_unsaved() else 0
        return await _run_request(application, request, write, process_continues=window is not None)

    return HandoverServer(
        socket_path(application.environment.profile),
        accepts,
        serve,
        is_long_request,
        is_long_lived=is_long_lived,
        is_beyond=lambda request: (
            not has_qt and needs_qt(request.words[0], application.options, application.account)
        ),
        listen=loop.listen if loop is not None else listen_on_qt,
    )


def _serve_window_request(window: WindowRequests, request: HandoverRequest, write: WriteOutput) -> int:
    if is_another_screen(screens_in(os.environ), _option_values(request, _SCREEN)):
        # Nobody asked for a program that the desktop starts by itself.
        return 0 if _HIDDEN in request.words else OTHER_SCREEN_CODE
    token = next(iter(_option_values(request, _TOKEN)), "")
    window.prepare(token, _FORWARD in request.words)
    links, texts = _option_values(request, _LINK), _option_values(request, _FIND)
    if links:
        return _follow(links[0], window.follow_link, write)
    if texts:
        window.find(texts[0])
    elif _MY_WORK in request.words:
        window.show_my_work()
    elif _CAPTURE in request.words:
        window.open_capture()
    elif _HIDDEN not in request.words:
        window.raise_window(*_option_values(request, _ACCOUNT))
    return 0


def is_long_request(request: HandoverRequest) -> bool:
    return bool(LONG_VERBS & set(request.words[:1]))


def _option_values(request: HandoverRequest, option: str) -> list[str]:
    return [word.removeprefix(option) for word in _repaired_words(request) if word.startswith(option)]


def _repaired_words(request: HandoverRequest) -> list[str]:
    """JSON can contain half a surrogate pair, which is no text. An absolute path may contain bytes that are not UTF-8."""
    paths = (OUTPUT_OPTION, FILE_OPTION)
    return [word if word.startswith(paths) else replace_surrogates(word) for word in request.words]


def _follow(link: str, follow: Callable[[str], object], write: WriteOutput) -> int:
    try:
        follow(link)
    except KanbertError as error:
        return report_error(error, Output(write, as_json=False))
    return 0


def _accepts(application: Application, request: HandoverRequest) -> bool:
    """True if the request is for the open account and can be served with the secrets of this process."""
    open_account = application.account
    if request.account != (open_account.id if open_account else None) or not _same_server(
        application, request
    ):
        return False
    if not request.needs_own_secrets:
        return True
    return (
        open_account is not None
        and request.words[0] == "sync"
        and application.options.access_token is not None
    )


def _same_server(application: Application, request: HandoverRequest) -> bool:
    open_account = application.account
    return request.server in (
        None,
        open_account.server if open_account else application.sign_in_settings.server,
    )


async def _run_request(
    application: Application, request: HandoverRequest, write: WriteOutput, *, process_continues: bool
) -> int:
    from kanbert_desktop.cli.arguments import parse_arguments  # noqa: PLC0415  a window that nobody asks does without

    try:
        arguments = parse_arguments(_repaired_words(request))
    except (UsageError, SystemExit):
        return USAGE_EXIT_CODE
    if arguments.verb not in VERB_HANDLERS:
        return USAGE_EXIT_CODE
    output = Output(write, as_json=arguments.json)
    return await run_invocation(
        Invocation(application, arguments, output, request.id, process_continues=process_continues)
    )
