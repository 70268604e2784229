"""A process that holds the profile serves the verbs of others, on the desk that is open."""

from collections.abc import Callable

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.system.handover import HandoverServer, Request, Say
from kanbert_desktop.app.system.instance_lock import meeting_place
from kanbert_desktop.cli.arguments import OUTPUT, WrongUsage, parse
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.failures import WRONG_USAGE, report
from kanbert_desktop.cli.output import Output
from kanbert_desktop.cli.running import LONG, VERBS, run_call
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import without_surrogates

RAISE = "raise"
"""What a second start of the window says; no verb that can be typed."""
_ACCOUNT, _LINK, _CAPTURE, _HIDDEN = "--account=", "--link=", "--capture", "--hidden"


def raising(options: Options) -> list[str]:
    """Its words: which account the window is to show, and what else is wanted of it."""
    account = [f"{_ACCOUNT}{options.account}"] if options.account else []
    link = [f"{_LINK}{options.link}"] if options.link else []
    how = [_CAPTURE] * options.capture + [_HIDDEN] * options.hidden
    return [RAISE, *account, *link, *how]


def hold_for_others(
    application: Application,
    come_to_front: Callable[..., object] | None = None,
    capture: Callable[[], object] = lambda: None,
    follow: Callable[[str], object] = lambda _link: None,
    *,
    stays: bool = True,
) -> HandoverServer:
    """`come_to_front` where there is a window; it is told the account to show, and nothing where any will do.

    `capture` opens the capture window, `follow` a link, which it may refuse by a `KanbertError`. `stays`: as for
    `HandoverServer`.
    """

    def accepts(request: Request) -> bool:
        if request.words[:1] == (RAISE,):
            return come_to_front is not None and _same_server(application, request)
        return _accepts(application, request)

    async def serve(request: Request, say: Say) -> int:
        if request.words[:1] == (RAISE,) and come_to_front is not None:
            links = _values(request, _LINK)
            if links:
                return _follow(links[0], follow, say)
            if _CAPTURE in request.words:
                capture()
            elif _HIDDEN not in request.words:
                come_to_front(*_values(request, _ACCOUNT))
            return 0
        return await _run_request(application, request, say, outlives=come_to_front is not None)

    return HandoverServer(
        meeting_place(application.environment.profile), accepts, serve, takes_long, stays=stays
    )


def takes_long(request: Request) -> bool:
    return bool(LONG & set(request.words[:1]))


def _values(request: Request, option: str) -> list[str]:
    return [word.removeprefix(option) for word in _mended(request) if word.startswith(option)]


def _mended(request: Request) -> list[str]:
    """JSON can say half a surrogate pair, which is no text. A file's whole path may hold bytes that are no UTF-8."""
    return [word if word.startswith(OUTPUT) else without_surrogates(word) for word in request.words]


def _follow(link: str, follow: Callable[[str], object], say: Say) -> int:
    try:
        follow(link)
    except KanbertError as error:
        return report(error, Output(say, as_json=False))
    return 0


def _accepts(application: Application, request: Request) -> bool:
    """Is it for the account that is open here, and can it be served with the secrets that are here?"""
    here = application.account
    if request.account != (here.id if here else None) or not _same_server(application, request):
        return False
    if not request.needs_own_secrets:
        return True
    return here is not None and request.words[0] == "sync" and application.options.access_token is not None


def _same_server(application: Application, request: Request) -> bool:
    here = application.account
    return request.server in (None, here.server if here else application.server)


async def _run_request(application: Application, request: Request, say: Say, *, outlives: bool) -> int:
    try:
        words = parse(_mended(request))
    except (WrongUsage, SystemExit):
        return WRONG_USAGE
    if words.verb not in VERBS:
        return WRONG_USAGE
    if application.session is not None:
        application.session.ledger.load_cards()
    output = Output(say, as_json=words.json)
    return await run_call(Call(application, words, output, request.id, outlives=outlives))
