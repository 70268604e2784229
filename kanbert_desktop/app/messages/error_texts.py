"""What each error is called and what it tells a person to do: the one table, in the source language."""

from kanbert_desktop.app.messages.system_error_texts import COMPUTER, CREDENTIALS, Sentences
from kanbert_desktop.app.translation import noted

NETWORK: dict[str, Sentences] = {
    "offline": (
        noted("Kanbert cannot be reached."),
        noted("Your work is saved here and is sent as soon as the network is back."),
    ),
    "timeout": (
        noted("Kanbert does not answer."),
        noted("It took too long. Your work is saved here and is sent later by itself."),
    ),
    "certificate": (
        noted("The connection to Kanbert is not secure."),
        noted(
            "The server's certificate is not trusted here, so nothing was sent. Check this computer's date and your network."
        ),
    ),
    "captive_portal": (
        noted("This network asks for a sign-in of its own."),
        noted("Open any web page in your browser, sign in to the network, and try again."),
    ),
    "proxy": (
        noted("The network's proxy wants a password."),
        noted("Check the proxy settings of this computer. Your work is saved here."),
    ),
    "proxy_unusable": (
        noted("The network's proxy cannot be used."),
        noted("Check the proxy settings of this computer (the variables HTTPS_PROXY and ALL_PROXY)."),
    ),
    "unreadable_answer": (
        noted("Kanbert answered something that cannot be read."),
        noted("Nothing is lost. It is asked again later."),
    ),
    "answer_too_large": (
        noted("Kanbert sent too much at once."),
        noted(
            "Reading was stopped to protect this computer. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server."
        ),
    ),
    "endless_list": (
        noted("A list in Kanbert does not end."),
        noted(
            "Reading was stopped after a great many pages. Nothing is lost; it is asked again later. If this stays so, tell whoever runs the server."
        ),
    ),
    "server_error": (
        noted("Kanbert has a problem of its own."),
        noted("The server answered with error {status}. Your work is saved here and is sent later."),
    ),
    "throttled": (
        noted("Kanbert asks for a short break."),
        noted("It goes on by itself. Nothing is lost."),
    ),
    "conflict": (
        noted("It is not clear whether a change arrived."),
        noted("The card is read again before anything is sent twice."),
    ),
}

REFUSED: dict[str, Sentences] = {
    "invalid": (noted("Kanbert did not accept this."), noted("{message}")),
    "forbidden": (noted("Kanbert did not allow this."), noted("You may not change this. {message}")),
    "not_found": (
        noted("Kanbert does not know this any more."),
        noted("It may have been deleted or moved where you cannot see it."),
    ),
    "method_missing": (
        noted("Kanbert does not offer this yet."),
        noted("The change stays here until the server can take it."),
    ),
    "too_large": (noted("This is too large for Kanbert."), noted("Shorten the text and try again.")),
    "not_taken": (
        noted("Kanbert answered, but did not keep the change."),
        noted("Try again, or discard the change."),
    ),
    "parent_missing": (
        noted("The parent card is gone."),
        noted("Discard the sub-task, or add it to another card."),
    ),
    "card_not_listed": (
        noted("No list in Kanbert holds this card any more."),
        noted("It was deleted, or its board is closed. Copy your text and discard the change, or try again."),
    ),
    "id_unusable": (
        noted("The server's id of this card cannot be used."),
        noted("Nothing was sent. Copy your text, discard the change, and tell whoever runs the server."),
    ),
    "read_only": (noted("You can read here, not change."), noted("Your access does not include writing.")),
}

INPUT: dict[str, Sentences] = {
    "title_empty": (noted("A card needs a title."), noted("Type at least one character.")),
    "title_too_long": (
        noted("The title is too long."),
        noted("It has {length} characters; {limit} are possible. Put the rest into the description."),
    ),
    "comment_empty": (noted("The comment is empty."), noted("Type something first.")),
    "comment_too_long": (
        noted("The comment is too long."),
        noted("It has {length} characters; {limit} are possible. Send it in two parts."),
    ),
    "date_impossible": (
        noted("That is no date."),
        noted("“{date}” is not in the calendar. Write it as 2026-12-24."),
    ),
    "unknown_person": (noted("Nobody is called that."), noted("“{person}” is not known in this space.")),
    "ambiguous_person": (
        noted("Several people are called that."),
        noted("Use the e-mail address instead of “{person}”."),
    ),
    "parent_elsewhere": (
        noted("A sub-task stays on its card's board."),
        noted("“{card}” is not on “{board}”. Add it to the board of that card."),
    ),
    "unknown_board": (
        noted("There is no such board."),
        noted("“{board}” is not among your running projects."),
    ),
    "ambiguous_board": (
        noted("Several boards are called that."),
        noted("Use the board's id instead of “{board}”."),
    ),
    "unknown_card": (
        noted("There is no such card."),
        noted("“{card}” is not on this computer. Sync and look again."),
    ),
    "unknown_column": (
        noted("There is no such column."),
        noted("“{column}” is none of Backlog, New, WIP, Completed, Approved, Closed."),
    ),
    "unknown_decision": (
        noted("That is decided already."),
        noted("Nothing waits for a decision under this id."),
    ),
    "unknown_choice": (
        noted("That choice is not offered."),
        noted("“{choice}” does not fit here; possible: {choices}."),
    ),
    "nothing_to_undo": (
        noted("There is nothing to take back."),
        noted("Nothing was changed on this computer yet."),
    ),
    "undo_impossible": (
        noted("This cannot be taken back."),
        noted("What it was before is not known here."),
    ),
    "undo_comment_sent": (
        noted("A comment that was sent stays."),
        noted("Delete it in Kanbert with your browser."),
    ),
    "description_too_rich": (
        noted("This description holds more than can be edited here."),
        noted("Edit it in your browser, or replace it as a whole."),
    ),
}

LINKS: dict[str, Sentences] = {
    "link_malformed": (
        noted("This link cannot be followed."),
        noted("It names neither a card nor a board. Copy it anew where it came from."),
    ),
    "link_card_unknown": (
        noted("This card is not on this computer."),
        noted("It may be deleted, lie on a board that no longer runs, or belong to another account."),
    ),
    "link_board_unknown": (
        noted("This board is not on this computer."),
        noted("It may have ended, or belong to another account."),
    ),
    "link_waits": (
        noted("Sign in to follow the link."),
        noted("What it leads to opens as soon as your boards are here."),
    ),
}

COMING_IN: dict[str, Sentences] = {
    "not_signed_in": (noted("You are not signed in."), noted("Sign in first.")),
    "account_forgotten": (
        noted("The account's data was removed."),
        noted("Nothing of it is left on this computer. In Kanbert nothing has changed."),
    ),
    "signed_out": (noted("You are signed out."), noted("The sign-in is no longer on this computer.")),
    "sign_in_needed": (
        noted("Kanbert asks you to sign in again."),
        noted("Your boards and everything you changed stay here."),
    ),
    "scope_missing": (
        noted("Your access has changed."),
        noted("Sign in again to renew it. Everything you changed stays here."),
    ),
    "token_missing": (
        noted("The access token is missing."),
        noted(
            "This account works with a token in KANBERT_ACCESS_TOKEN. Set it, or sign in with your browser."
        ),
    ),
    "denied": (noted("You did not allow access."), noted("Nothing was changed.")),
    "cancelled": (noted("The sign-in was cancelled."), noted("Nothing was changed.")),
    "sync_interrupted": (
        noted("The sync was interrupted."),
        noted("What was sent and received until then stays. Run it again to go on where it stopped."),
    ),
    "verb_interrupted": (
        noted("The command was interrupted."),
        noted("What it had saved until then stays. Look before you repeat it."),
    ),
    "timed_out": (noted("The time is over."), noted("Start again when you like.")),
    "other_account": (noted("This is another account."), noted("Its boards stay separate.")),
    "client_id_missing": (
        noted("The client ID is missing."),
        noted("Register an application in Kanbert under Settings → Apps & API and enter its client ID."),
    ),
    "client_rejected": (
        noted("Kanbert does not know this application."),
        noted("Check the client ID, and that the redirect URL is entered under Settings → Apps & API."),
    ),
    "sign_in_refused": (
        noted("Kanbert refused the sign-in."),
        noted(
            "It said “{reason}”. Try again; if it stays so, check the application under Settings → Apps & API."
        ),
    ),
    "sign_in_failed_there": (
        noted("Kanbert could not finish the sign-in."),
        noted("It reported a problem of its own. Nothing was changed. Try again in a few minutes."),
    ),
    "sign_in_overloaded": (
        noted("Kanbert cannot sign anybody in at the moment."),
        noted("It is overloaded or under maintenance. Nothing was changed. Try again in a few minutes."),
    ),
    "sign_in_scope_refused": (
        noted("Kanbert does not grant this application the access it needs."),
        noted(
            "It asks to read and to change tasks. Check under Settings → Apps & API that the application may do both."
        ),
    ),
    "sign_in_way_refused": (
        noted("Kanbert does not let this application sign in with a browser."),
        noted(
            "Check the application under Settings → Apps & API, register a new one there, or sign in with an access token."
        ),
    ),
    "sign_in_not_understood": (
        noted("Kanbert did not accept the request to sign in."),
        noted(
            "Check that the client ID and the redirect URL are the same here and under Settings → Apps & API, then try again."
        ),
    ),
    "sign_in_disturbed": (
        noted("The sign-in was disturbed."),
        noted("Another program on this computer answered in its place. Nothing was accepted. Try again."),
    ),
    "not_the_final_address": (
        noted("That is not the address needed."),
        noted("Copy the whole address from the browser's address bar; it begins with http://127.0.0.1."),
    ),
    "no_local_port": (
        noted("The browser cannot report back to this computer."),
        noted("No local port could be opened ({reason}). Check the firewall and try again."),
    ),
    "server_invalid": (
        noted("That is not the address of a server."),
        noted("Write it like https://api.kanbert.com; “{server}” cannot be used."),
    ),
    "server_address": (
        noted("That is not the address of a server."),
        noted("Write it like https://api.kanbert.com; “{server}” cannot be used."),
    ),
    "server_insecure": (
        noted("This address is not secure."),
        noted("Only https is used, except on this computer itself. “{server}” was refused."),
    ),
    "server_not_https": (
        noted("This address is not secure."),
        noted("Only https is used, except on this computer itself. “{server}” was refused."),
    ),
    "sandbox_failed": (
        noted("The sample data could not be started."),
        noted("Start the program again. The reason is in the log."),
    ),
    "sandbox_missing": (
        noted("The sample data is not installed."),
        noted("Install the extra “sandbox” of this program."),
    ),
    "unsent_left": (
        noted("Not everything could be sent."),
        noted(
            "You are still signed in. Left: to send {pending}, to decide {parked}, drafts {drafts}. Keep them for next time, or export them."
        ),
    ),
    "unsent": (
        noted("Not everything is sent yet."),
        noted("Send it, keep it for next time, or discard it before you sign out."),
    ),
}

SENTENCES: dict[str, Sentences] = {
    **NETWORK,
    **REFUSED,
    **INPUT,
    **LINKS,
    **COMING_IN,
    **CREDENTIALS,
    **COMPUTER,
}
BUG: Sentences = (
    noted("Something went wrong in Kanbert Desktop"),
    noted("Your edits are kept. The details are in the log."),
)
UNKNOWN: Sentences = (
    noted("Something went wrong."),
    noted("Your work is kept. If it happens again, the log says more ({key})."),
)
