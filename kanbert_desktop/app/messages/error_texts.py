"""Title and message of each error, in the source language."""

from kanbert_desktop.app.messages.system_error_texts import CREDENTIAL_TEXTS, SYSTEM_TEXTS, TitleAndMessage
from kanbert_desktop.app.translation import tr_noop

NETWORK_TEXTS: dict[str, TitleAndMessage] = {
    "offline": (
        tr_noop("Kanbert cannot be reached."),
        tr_noop("Your work is saved here and is sent as soon as the network is back."),
    ),
    "timeout": (
        tr_noop("Kanbert does not answer."),
        tr_noop("It took too long. Your work is saved here and is sent later by itself."),
    ),
    "certificate": (
        tr_noop("The connection to Kanbert is not secure."),
        tr_noop(
            "The server's certificate is not trusted here, so nothing was sent. Check this computer's date and your network."
        ),
    ),
    "captive_portal": (
        tr_noop("This network asks for a sign-in of its own."),
        tr_noop("Open any web page in your browser, sign in to the network, and try again."),
    ),
    "proxy": (
        tr_noop("The network's proxy wants a password."),
        tr_noop("Check the proxy settings of this computer. Your work is saved here."),
    ),
    "proxy_unusable": (
        tr_noop("The network's proxy cannot be used."),
        tr_noop("Check the proxy settings of this computer (the variables HTTPS_PROXY and ALL_PROXY)."),
    ),
    "unreadable_answer": (
        tr_noop("Kanbert answered something that cannot be read."),
        tr_noop("Nothing is lost. It is asked again later."),
    ),
    "answer_too_large": (
        tr_noop("Kanbert sent too much at once."),
        tr_noop(
            "Reading was stopped to protect this computer. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server."
        ),
    ),
    "endless_list": (
        tr_noop("A list in Kanbert does not end."),
        tr_noop(
            "Reading was stopped after a great many pages. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server."
        ),
    ),
    "server_error": (
        tr_noop("Kanbert has a problem of its own."),
        tr_noop("The server answered with error {status}. Your work is saved here and is sent later."),
    ),
    "throttled": (
        tr_noop("Kanbert asks for a short break."),
        tr_noop("It goes on by itself. Nothing is lost."),
    ),
    "conflict": (
        tr_noop("It is not clear whether a change arrived."),
        tr_noop("The card is read again before anything is sent twice."),
    ),
}

REJECTION_TEXTS: dict[str, TitleAndMessage] = {
    "invalid": (tr_noop("Kanbert did not accept this."), tr_noop("{message}")),
    "forbidden": (tr_noop("Kanbert did not allow this."), tr_noop("You may not change this. {message}")),
    "not_found": (
        tr_noop("Kanbert does not know this any more."),
        tr_noop("It may have been deleted or moved where you cannot see it."),
    ),
    "method_missing": (
        tr_noop("Kanbert does not offer this yet."),
        tr_noop("The change stays here until the server can take it."),
    ),
    "too_large": (tr_noop("This is too large for Kanbert."), tr_noop("Shorten the text and try again.")),
    "not_taken": (
        tr_noop("Kanbert answered, but did not keep the change."),
        tr_noop("Try again, or discard the change."),
    ),
    "parent_missing": (
        tr_noop("The parent card is gone."),
        tr_noop("Discard the sub-task, or add it to another card."),
    ),
    "card_not_listed": (
        tr_noop("No list in Kanbert holds this card any more."),
        tr_noop(
            "It was deleted, or its board is closed. Copy your text and discard the change, or try again."
        ),
    ),
    "id_unusable": (
        tr_noop("The server's id of this card cannot be used."),
        tr_noop("Nothing was sent. Copy your text, discard the change, and tell whoever runs the server."),
    ),
    "read_only": (
        tr_noop("You can read here, not change."),
        tr_noop("Your access does not include writing."),
    ),
}

INPUT_TEXTS: dict[str, TitleAndMessage] = {
    "title_empty": (tr_noop("A card needs a title."), tr_noop("Type at least one character.")),
    "title_too_long": (
        tr_noop("The title is too long."),
        tr_noop("It has {length} characters; {limit} are possible. Put the rest into the description."),
    ),
    "comment_empty": (tr_noop("The comment is empty."), tr_noop("Type something first.")),
    "comment_too_long": (
        tr_noop("The comment is too long."),
        tr_noop("It has {length} characters; {limit} are possible. Send it in two parts."),
    ),
    "date_impossible": (
        tr_noop("That is no date."),
        tr_noop("“{date}” is not in the calendar. Write it as 2026-12-24."),
    ),
    "unknown_person": (tr_noop("Nobody is called that."), tr_noop("“{person}” is not known in this space.")),
    "ambiguous_person": (
        tr_noop("Several people are called that."),
        tr_noop("Use the e-mail address instead of “{person}”."),
    ),
    "parent_elsewhere": (
        tr_noop("A sub-task stays on its card's board."),
        tr_noop("“{card}” is not on “{board}”. Add it to the board of that card."),
    ),
    "unknown_board": (
        tr_noop("There is no such board."),
        tr_noop("“{board}” is not among your running projects."),
    ),
    "ambiguous_board": (
        tr_noop("Several boards are called that."),
        tr_noop("Use the board's id instead of “{board}”."),
    ),
    "unknown_card": (
        tr_noop("There is no such card."),
        tr_noop("“{card}” is not on this computer. Sync and look again."),
    ),
    "unknown_column": (
        tr_noop("There is no such column."),
        tr_noop("“{column}” is none of Backlog, New, WIP, Completed, Approved, Closed."),
    ),
    "unknown_decision": (
        tr_noop("That is decided already."),
        tr_noop("Nothing waits for a decision under this id."),
    ),
    "unknown_choice": (
        tr_noop("That choice is not offered."),
        tr_noop("“{choice}” does not fit here; possible: {choices}."),
    ),
    "nothing_to_undo": (
        tr_noop("There is nothing to take back."),
        tr_noop("Nothing was changed on this computer yet."),
    ),
    "undo_impossible": (
        tr_noop("This cannot be taken back."),
        tr_noop("What it was before is not known here."),
    ),
    "undo_comment_sent": (
        tr_noop("A comment that was sent stays."),
        tr_noop("Delete it in Kanbert with your browser."),
    ),
    "description_too_rich": (
        tr_noop("This description holds more than can be edited here."),
        tr_noop("Edit it in your browser, or replace it as a whole."),
    ),
}

LINK_TEXTS: dict[str, TitleAndMessage] = {
    "link_malformed": (
        tr_noop("This link cannot be followed."),
        tr_noop("It names neither a card nor a board. Copy it anew where it came from."),
    ),
    "link_card_unknown": (
        tr_noop("This card is not on this computer."),
        tr_noop("It may be deleted, lie on a board that no longer runs, or belong to another account."),
    ),
    "link_board_unknown": (
        tr_noop("This board is not on this computer."),
        tr_noop("It may have ended, or belong to another account."),
    ),
    "link_waits": (
        tr_noop("Sign in to follow the link."),
        tr_noop("What it leads to opens as soon as your boards are here."),
    ),
}

SIGN_IN_TEXTS: dict[str, TitleAndMessage] = {
    "not_signed_in": (tr_noop("You are not signed in."), tr_noop("Sign in first.")),
    "account_forgotten": (
        tr_noop("The account's data was removed."),
        tr_noop("Nothing of it is left on this computer. In Kanbert nothing has changed."),
    ),
    "signed_out": (tr_noop("You are signed out."), tr_noop("The sign-in is no longer on this computer.")),
    "sign_in_needed": (
        tr_noop("Kanbert asks you to sign in again."),
        tr_noop("Your boards and everything you changed stay here."),
    ),
    "scope_missing": (
        tr_noop("Your access has changed."),
        tr_noop("Sign in again to renew it. Everything you changed stays here."),
    ),
    "token_missing": (
        tr_noop("The access token is missing."),
        tr_noop(
            "This account works with a token in KANBERT_ACCESS_TOKEN. Set it, or sign in with your browser."
        ),
    ),
    "denied": (tr_noop("You did not allow access."), tr_noop("Nothing was changed.")),
    "cancelled": (tr_noop("The sign-in was cancelled."), tr_noop("Nothing was changed.")),
    "sync_interrupted": (
        tr_noop("The sync was interrupted."),
        tr_noop("What was sent and received until then stays. Run it again to go on where it stopped."),
    ),
    "verb_interrupted": (
        tr_noop("The command was interrupted."),
        tr_noop("What it had saved until then stays. Look before you repeat it."),
    ),
    "timed_out": (tr_noop("The time is over."), tr_noop("Start again when you like.")),
    "other_account": (tr_noop("This is another account."), tr_noop("Its boards stay separate.")),
    "client_id_missing": (
        tr_noop("The client ID is missing."),
        tr_noop("Register an application in Kanbert under Settings → Apps & API and enter its client ID."),
    ),
    "client_rejected": (
        tr_noop("Kanbert does not know this application."),
        tr_noop("Check the client ID, and that the redirect URL is entered under Settings → Apps & API."),
    ),
    "sign_in_refused": (
        tr_noop("Kanbert refused the sign-in."),
        tr_noop(
            "It said “{reason}”. Try again; if it stays so, check the application under Settings → Apps & API."
        ),
    ),
    "sign_in_failed_there": (
        tr_noop("Kanbert could not finish the sign-in."),
        tr_noop("It reported a problem of its own. Nothing was changed. Try again in a few minutes."),
    ),
    "sign_in_overloaded": (
        tr_noop("Kanbert cannot sign anybody in at the moment."),
        tr_noop("It is overloaded or under maintenance. Nothing was changed. Try again in a few minutes."),
    ),
    "sign_in_scope_refused": (
        tr_noop("Kanbert does not grant this application the access it needs."),
        tr_noop(
            "It asks to read and to change tasks. Check under Settings → Apps & API that the application may do both."
        ),
    ),
    "sign_in_way_refused": (
        tr_noop("Kanbert does not let this application sign in with a browser."),
        tr_noop(
            "Check the application under Settings → Apps & API, register a new one there, or sign in with an access token."
        ),
    ),
    "sign_in_not_understood": (
        tr_noop("Kanbert did not accept the request to sign in."),
        tr_noop(
            "Check that the client ID and the redirect URL are the same here and under Settings → Apps & API, then try again."
        ),
    ),
    "sign_in_disturbed": (
        tr_noop("The sign-in was disturbed."),
        tr_noop("Another program on this computer answered in its place. Nothing was accepted. Try again."),
    ),
    "not_the_final_address": (
        tr_noop("That is not the address needed."),
        tr_noop("Copy the whole address from the browser's address bar; it begins with http://127.0.0.1."),
    ),
    "no_local_port": (
        tr_noop("The browser cannot report back to this computer."),
        tr_noop("No local port could be opened ({reason}). Check the firewall and try again."),
    ),
    "server_invalid": (
        tr_noop("That is not the address of a server."),
        tr_noop("Write it like https://api.kanbert.com; “{server}” cannot be used."),
    ),
    "server_address": (
        tr_noop("That is not the address of a server."),
        tr_noop("Write it like https://api.kanbert.com; “{server}” cannot be used."),
    ),
    "server_insecure": (
        tr_noop("This address is not secure."),
        tr_noop("Only https is used, except on this computer itself. “{server}” was refused."),
    ),
    "server_not_https": (
        tr_noop("This address is not secure."),
        tr_noop("Only https is used, except on this computer itself. “{server}” was refused."),
    ),
    "sandbox_failed": (
        tr_noop("The sample data could not be started."),
        tr_noop("Start the program again. The reason is in the log."),
    ),
    "sandbox_missing": (
        tr_noop("The sample data is not installed."),
        tr_noop("Install the extra “sandbox” of this program."),
    ),
    "unsent_left": (
        tr_noop("Not everything could be sent."),
        tr_noop(
            "You are still signed in. Left: to send {pending}, to decide {parked}, drafts {drafts}. Keep them for next time, or export them."
        ),
    ),
    "unsent": (
        tr_noop("Not everything is sent yet."),
        tr_noop("Send it, keep it for next time, or discard it before you sign out."),
    ),
}

ERROR_TEXTS: dict[str, TitleAndMessage] = {
    **NETWORK_TEXTS,
    **REJECTION_TEXTS,
    **INPUT_TEXTS,
    **LINK_TEXTS,
    **SIGN_IN_TEXTS,
    **CREDENTIAL_TEXTS,
    **SYSTEM_TEXTS,
}
BUG_TEXT: TitleAndMessage = (
    tr_noop("Something went wrong in Kanbert Desktop"),
    tr_noop("Your edits are kept. The details are in the log."),
)
UNKNOWN_ERROR_TEXT: TitleAndMessage = (
    tr_noop("Something went wrong."),
    tr_noop("Your work is kept. If it happens again, the log says more ({key})."),
)
