"""Whose turn it is: a verb takes the profile, or hands itself to whoever holds it."""

import argparse
import asyncio
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

from kanbert_desktop.app.accounts.registry import KnownAccount, Registry, chosen_account
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.system.handover import Answer, Request, hand_over
from kanbert_desktop.app.system.instance_lock import WAIT_SECONDS, InstanceLock, meeting_place
from kanbert_desktop.app.system.system_events import interruptible
from kanbert_desktop.cli.arguments import place_of_verb
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.holding import hold_for_others
from kanbert_desktop.cli.output import Output, Withheld
from kanbert_desktop.cli.running import LONG, OWN_SECRETS, run_call
from kanbert_desktop.domain.errors import ProfileBusy, StoreBroken

PAUSE_SECONDS = 0.05
HEALS_ITSELF = frozenset({"sync", "sign-in", "sign-out", "status"})
"""After a rescue every other verb stops: an empty base must not pass for an empty board."""

Alone = Callable[[], int]


def take_turn(environment: Environment, request: Callable[[], Request], alone: Alone) -> int:
    """`alone` runs while the profile is ours. Raises `ProfileBusy` where nobody takes it within five seconds."""
    place = meeting_place(environment.profile)
    lock = InstanceLock(environment.profile)
    give_up = time.monotonic() + WAIT_SECONDS
    while True:
        if lock.try_take():
            with lock:
                return alone()
        answer = _handed_over(place, request())
        if answer.exit is not None:
            return answer.exit
        if answer.accepted:
            # It was taken and handed back, or its holder died over it: waiting for our turn begins only now.
            give_up = time.monotonic() + WAIT_SECONDS
        if time.monotonic() > give_up:
            raise ProfileBusy("profile_busy", profile=str(environment.profile))
        # Between processes there is nothing to wait on but the lock itself; no loop runs yet that this could hold up.
        time.sleep(PAUSE_SECONDS)


def _handed_over(place: str, request: Request) -> Answer:
    """The document is printed when it is whole: a holder that dies before the end is asked again, or replaced."""
    withheld = Withheld()
    answer = hand_over(place, request, withheld.say)
    if answer.exit is not None:
        withheld.hand_out(answer.exit)
    return answer


def request_maker(
    words: Sequence[str], verb: str, options: Options, environment: Environment
) -> Callable[[], Request]:
    """The request is made anew at each try: the holder may just have signed in. Who signs out is always the same."""
    registry, id_ = Registry(environment.accounts), str(uuid4())
    leaving = account_to_leave(verb, options, environment)
    secrets = bool(options.access_token or options.client_secret)
    spelled = _self_contained(words, verb, options)

    def make() -> Request:
        account = leaving or chosen_account(options, environment, registry)
        return Request(
            words=tuple(spelled),
            id=id_,
            account=account.id if account else None,
            server=options.server,
            needs_own_secrets=secrets and verb in OWN_SECRETS,
        )

    return make


def account_to_leave(verb: str, options: Options, environment: Environment) -> KnownAccount | None:
    """Whose sign-out is meant: not that of whoever is here next, where a holder died over the first one's."""
    return (
        chosen_account(options, environment, Registry(environment.accounts)) if verb == "sign-out" else None
    )


def has_left(account: KnownAccount | None, environment: Environment) -> bool:
    """Did a holder sign it out that could not say so any more?"""
    now = Registry(environment.accounts).get(account.id) if account is not None else None
    return now is not None and not now.signed_in


def _self_contained(words: Sequence[str], verb: str, options: Options) -> list[str]:
    """The verb first, then what a variable said; the holder has other variables."""
    place = place_of_verb(words, verb)
    client = ["--client-id", options.client_id] if options.client_id else []
    return [verb, *client, *words[:place], *words[place + 1 :]]


async def on_own_desk(application: Application, found: argparse.Namespace, output: Output, id_: str) -> int:
    """Opens the desk, runs the verb, and serves others until it is finished."""
    session = application.presence.open_known()
    try:
        if session is not None:
            session.ledger.load_cards()
            _tell_rescue(application, found.verb, output)
        server = hold_for_others(application, stays=found.verb in LONG)
        verb = asyncio.ensure_future(run_call(Call(application, found, output, id_)))
        with interruptible(verb.cancel):
            code = await verb
        await server.close()
        return code
    finally:
        await application.close()


def _tell_rescue(application: Application, verb: str, output: Output) -> None:
    rescued = application.rescued
    if rescued is None:
        return
    error = StoreBroken(
        "store_rescued", path=str(rescued.moved_to), changes=rescued.entries, drafts=rescued.drafts
    )
    if verb not in HEALS_ITSELF:
        raise error
    output.note(" ".join(title_and_message(error)))
