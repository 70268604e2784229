"""Sign-out: unsent changes first, then the server, the keyring and the local data."""

import json
import logging
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kanbert_desktop.app.accounts.current import CurrentAccount
from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.boards.local_data import FAVOURITES, SAVED_VIEWS, START_BOARD, TEMPLATES
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.change_texts import change_text
from kanbert_desktop.app.overview.limits import COLUMN_LIMITS
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Entry, Field, Fields, State
from kanbert_desktop.domain.errors import KeyringUnavailable, Refused, SignInRequired, StoreError
from kanbert_desktop.domain.events import SignedOut

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.json_format import Json


log = logging.getLogger(__name__)
OWN_VALUES = (SAVED_VIEWS, TEMPLATES, FAVOURITES, START_BOARD, COLUMN_LIMITS)
"""Names of the local values that the user has made and Kanbert does not have."""
UnsentPolicy = Literal["refuse", "send", "keep", "discard"]
"""What to do with unsent changes."""


class UnsentCounts(NamedTuple):
    """What exists only on this computer: changes to send, changes that need a decision, drafts with text.

    Changes that cancel each other out, such as a new card that was deleted, are not counted: no request comes of them, and
    nothing is lost with them. `unreadable` counts changes made by a newer version of this program.
    """

    pending: int = 0
    parked: int = 0
    drafts: int = 0
    unreadable: int = 0

    @property
    def total(self) -> int:
        return self.pending + self.parked + self.drafts + self.unreadable


def count_unsent(session: Session | None) -> UnsentCounts:
    if session is None:
        return UnsentCounts()
    pending = session.replica.local_cards.pending
    drafts, unreadable = len(session.service.local.drafts()), len(session.unreadable_changes())
    return UnsentCounts(pending.to_send_count(), pending.parked_count(), drafts, unreadable)


async def export_and_sign_out(current: CurrentAccount, path: Path) -> None:
    """Writes everything unsent into one file and discards it afterwards. Raises as `write_file`; nothing is lost then.

    The file is written again just before the end: a verb may have added something during the revocation.
    """
    from kanbert_desktop.app.boards.export import write_file  # noqa: PLC0415  after the first paint

    session = current.require_session()

    def write() -> None:
        write_file(path, unsent_export_text(session, current.now()))

    write()
    await sign_out(current, "discard", before_discarding=write)


async def sign_out(
    current: CurrentAccount, pending: UnsentPolicy, *, before_discarding: Callable[[], None] = lambda: None
) -> None:
    """What the user has made on this computer alone, such as saved views, stays for the next sign-in.

    Raises `Refused` (`unsent`, `unsent_left`) if anything would be lost; nothing has changed then.

    Raises `StoreError("boards_left")` if the user is signed out but some files could not be removed.
    """
    session = current.require_session()
    if pending == "send":
        engine = session.engine or await current.connect()
        await engine.run_cycle(release_holds=True)
    left = count_unsent(session).total
    if left and pending not in ("keep", "discard"):
        raise _unsent_error(session, after_sending=pending == "send")
    by_token = current.sign_in_method == "token"
    await _delete_credentials(current, session)
    before_discarding()
    # Counted again: a verb may have added a change, which nobody has decided to discard.
    keeps_unsent = count_unsent(session).total > 0 and pending != "discard"
    keeps_own = keeps_unsent or session.has_own_data(OWN_VALUES)
    problem = await _delete_all_but_own(session, keeps_unsent=keeps_unsent) if keeps_own else None
    await current.close_session()
    folder = current.environment.store_path(session.account.id).parent
    if not keeps_own:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        current.registry.mark_signed_out(session.account.id)
    except StoreError as error:
        problem = problem or error
    current.bus.publish(SignedOut(token_remains_valid=by_token))
    if problem is not None or (not keeps_own and folder.exists()):
        raise StoreError("boards_left", path=str(folder)) from problem


async def _delete_all_but_own(session: Session, *, keeps_unsent: bool) -> StoreError | None:
    """The credentials are already deleted: a disk error is reported after the rest is done."""
    try:
        await session.keep_only_own_data(OWN_VALUES, keeps_unsent=keeps_unsent)
    except StoreError as error:
        return error
    return None


def _unsent_error(session: Session, *, after_sending: bool) -> Refused:
    left = count_unsent(session)
    key = "unsent_left" if after_sending else "unsent"
    return Refused(
        key,
        count=left.total,
        pending=left.pending + left.unreadable,
        parked=left.parked,
        drafts=left.drafts,
    )


async def _delete_credentials(current: CurrentAccount, session: Session) -> None:
    """A locked or silent keyring stops the sign-out. An absent one holds nothing."""
    account = session.account
    is_stored = account.pasted or not account.direct
    if is_stored:
        await _require_keyring(current, account)
    await session.disconnect()
    if not is_stored:
        return
    try:
        if not account.direct:
            await revoke_account_tokens(current, account)
        await current.credentials.delete(account)
    except KeyringUnavailable as error:
        if error.key != "keyring_absent":
            raise


async def _require_keyring(current: CurrentAccount, account: KnownAccount) -> None:
    """Checked before the session ends: if the keyring stays locked, nothing has changed."""
    current.credentials.allow_keyring_prompt()
    try:
        await current.credentials.token_store(account).load()
    except KeyringUnavailable as error:
        if error.key != "keyring_absent":
            raise


async def revoke_account_tokens(current: CurrentAccount, account: KnownAccount) -> None:
    """Succeeds only if the server can be reached and accepts the request."""
    from kanbert_desktop.identity.token_endpoint import revoke_tokens  # noqa: PLC0415  httpx comes after the first paint
    from kanbert_desktop.net.client import make_client  # noqa: PLC0415

    tokens = await current.credentials.token_store(account).load()
    if tokens is None or account.sandbox:
        return
    try:
        application = await current.credentials.oauth_client_with_secret(account, account.server)
    except SignInRequired:
        # The secret is gone. A server that requires it will refuse; deleting the credentials continues.
        application = current.credentials.oauth_client(account, account.server)
    async with make_client(account.server) as client:
        await revoke_tokens(client, application, tokens)


def unsent_export_text(session: Session, now: datetime) -> str:
    """Indented JSON: changes not sent, changes that need a decision, drafts with text, unreadable rows."""
    from kanbert_desktop.app.boards.json_format import datetime_json, person_json  # noqa: PLC0415  after the first paint

    account, service = session.account, session.service
    document = {
        "about": tr(
            "Everything in Kanbert Desktop that was not sent to Kanbert. “what” describes each item; "
            "texts are included as written."
        ),
        "exported_at": datetime_json(now),
        "server": account.server,
        "user": person_json(account.person),
        "changes": [_change(service, entry) for entry in session.replica.local_cards.pending.entries()],
        "drafts": [_draft(service, place, text) for place, text in service.local.drafts().items()],
        "unreadable": session.unreadable_changes(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def _change(service: BoardService, entry: Entry) -> "Json":
    from kanbert_desktop.app.boards.json_format import change_json, datetime_json, fields_json  # noqa: PLC0415  after the first paint

    card = service.card(entry.card)
    return {
        "what": change_text(entry.change, card, entry.change),
        "id": entry.id,
        "state": "needs_decision" if entry.state is State.PARKED else "not_sent",
        "reason": entry.reason.value if entry.reason else None,
        "detail": entry.detail,
        "made_at": datetime_json(entry.made_at),
        "card": card.id if card else entry.card,
        "card_title": card.title if card else None,
        **_board(service, entry),
        "mine": change_json(entry.change),
        "mine_html": _html(entry),
        "was": fields_json(entry.change.old) if isinstance(entry.change, EditCard) else None,
        "theirs": fields_json(entry.theirs) if entry.theirs is not None else None,
    }


def _board(service: BoardService, entry: Entry) -> "Json":
    card = service.card(entry.card)
    board_id = entry.change.board if isinstance(entry.change, CreateCard) else card.board if card else None
    known = next((board.title for board in service.boards() if board.id == board_id), None)
    return {"board": board_id, "board_title": known}


def _html(entry: Entry) -> str | None:
    """The HTML of a description or comment, which plain text would lose."""
    match entry.change:
        case AddComment(text=text):
            return text
        case CreateCard(fields=fields) | EditCard(new=fields):
            return _description(fields)
        case _:
            return None


def _description(fields: Fields) -> str | None:
    text = fields.get(Field.DESCRIPTION)
    return text if isinstance(text, str) else None


def _draft(service: BoardService, place: str, text: str) -> "Json":
    """The name of a place ends with the card or board it belongs to."""
    card = service.card(place.rpartition(":")[2])
    return {"place": place, "card_title": card.title if card else None, "text": text}
