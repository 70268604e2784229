"""Questions as text: title, reason, advice, choices."""

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.error_texts import ERROR_TEXTS
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board
from kanbert_desktop.domain.changes import DeleteCard, Entry, Field, Question, Reason
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.cards.texts import changed_fields, changed_values_text, field_name

REASON_ICONS = {
    Reason.CHANGED_REMOTELY: ("triangle-alert", "warn"),
    Reason.DELETED_LOCALLY: ("triangle-alert", "warn"),
    Reason.DELETED_REMOTELY: ("x", "bad"),
    Reason.REJECTED: ("circle-alert", "bad"),
    Reason.OUTCOME_UNKNOWN: ("circle-help", "warn"),
    Reason.MASS_DELETION: ("list-x", "warn"),
}


def newer_changes_text(count: int) -> str:
    """Text about changes that this version cannot read."""
    return tr(
        "%n change(s) was/were made with a newer version of this program and cannot be read by this "
        "one. They are kept here; install the latest version to see and send them.",
        count,
    )


def title_text(service: BoardService, question: Question) -> str:
    """The card's title, or the changed one; for many cards the board's title."""
    if question.first.reason is Reason.MASS_DELETION:
        return tr("Many cards are missing")
    board = board_of(service, question)
    if question.is_about_board and board is not None:
        return board.title
    return card_title(service, question.first)


def card_title(service: BoardService, entry: Entry) -> str:
    card = service.card(entry.card)
    title = changed_fields(entry.change).get(Field.TITLE)
    return shorten(card.title if card is not None else str(title) if title else tr("A card"))


def location_text(service: BoardService, question: Question) -> str:
    """Name of the card's board, or of the board's client, or empty."""
    board = board_of(service, question)
    if board is None or question.first.reason is Reason.MASS_DELETION:
        return ""
    if not question.is_about_board:
        return board.title
    client = service.client_of(board)
    return client.name if client is not None else ""


def board_of(service: BoardService, question: Question) -> Board | None:
    """Includes boards that are no longer listed, because their changes still need a decision (D30)."""
    return service.known_board(question.board) if question.board is not None else None


def reason_text(question: Question) -> str:
    """One line for the list."""
    entry = question.first
    match entry.reason:
        case Reason.CHANGED_REMOTELY:
            names = [field_name(field) for field in changed_fields(entry.change)]
            return tr("{fields}: changed here and in Kanbert", fields=", ".join(names))
        case Reason.DELETED_REMOTELY:
            return tr("Deleted in Kanbert while you were editing it")
        case Reason.DELETED_LOCALLY:
            return tr("You deleted it, but it was changed in Kanbert")
        case Reason.REJECTED if question.is_about_board:
            return tr("Kanbert does not allow %n change(s) on this board", len(question.entries))
        case Reason.REJECTED:
            detail = detail_text(entry)
            return tr("Rejected by Kanbert: {detail}", detail=detail) if detail else tr("Rejected by Kanbert")
        case Reason.MASS_DELETION:
            missing, _, known = entry.detail.partition("/")
            return tr("Kanbert no longer lists {missing} of {known} cards.", missing=missing, known=known)
        case _:
            return tr("It is not clear whether Kanbert received it")


def advice_text(service: BoardService, question: Question) -> str:
    """What is shown until the decision, and what the choices mean."""
    board = board_of(service, question)
    if board is not None and not board.is_running:
        return tr(
            "You no longer have access to the board “{board}”, but your version is kept here. Copy "
            "your text, or export the whole board with “kanbert-desktop export {code} --format json”.",
            board=board.title,
            code=board.shortcode or board.id,
        )
    match question.first.reason:
        case Reason.CHANGED_REMOTELY:
            return tr("The board shows their version for now. Yours is kept here until you decide.")
        case Reason.DELETED_REMOTELY:
            return tr("Your version is kept as a copy here. Restore it as a new card, or discard it.")
        case Reason.DELETED_LOCALLY:
            return tr("The card is back on the board. Delete it anyway, or keep their version.")
        case Reason.REJECTED if question.is_about_board:
            return tr("Your changes are kept here. When you have write access again, try all of them again.")
        case Reason.REJECTED:
            return tr("Your version is kept here. Change it and try again, or discard it.")
        case Reason.MASS_DELETION:
            return tr(
                "This is unusual, so the cards are still here. Keep them for now, or remove them from "
                "this computer."
            )
        case _:
            return tr("Check in Kanbert. If it is missing there, try again; it may then appear twice.")


def detail_text(entry: Entry) -> str:
    """The server's message, or our text if the detail is the key of an error."""
    if entry.detail in ERROR_TEXTS:
        return texts_for_key(entry.detail)[0]
    return entry.detail


def choice_text(question: Question, choice: str) -> str:
    match choice:
        case "mine":
            is_deletion = question.first.reason is Reason.DELETED_LOCALLY
            return tr("Delete it") if is_deletion else tr("Keep mine")
        case "theirs":
            return tr("Keep their version")
        case "both":
            return tr("Keep both: combine the texts and edit")
        case "restore":
            return tr("Restore as new card")
        case "retry":
            return tr("Try all again") if question.is_about_board else tr("Try again")
        case "keep":
            return tr("Keep for now")
        case "remove":
            return tr("Remove here")
        case _:
            return tr("Discard all") if question.is_about_board else tr("Discard")


def has_user_text(question: Question) -> bool:
    """Whether the user wrote any text in these changes."""
    return question.is_about_board or not isinstance(question.first.change, DeleteCard)


def my_text(service: BoardService, question: Question) -> str:
    """All text that the user wrote, for the clipboard; with titles if there are several cards."""
    if not question.is_about_board:
        return changed_values_text(service, question.first.change)
    parts = [
        f"{card_title(service, entry)}\n{changed_values_text(service, entry.change)}".strip()
        for entry in question.entries
    ]
    return "\n\n".join(parts)
