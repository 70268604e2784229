"""Title and message of each error, in the source language."""

from kanbert_desktop.app.messages.system_error_texts import CREDENTIAL_TEXTS, SYSTEM_TEXTS, TitleAndMessage
from kanbert_desktop.app.translation import tr_noop

NETWORK_TEXTS: dict[str, TitleAndMessage] = {
    "offline": (
        tr_noop("Kanbert cannot be reached."),
        tr_noop("Your changes are saved here and are sent as soon as you are online again."),
    ),
    "timeout": (
        tr_noop("Kanbert is not responding."),
        tr_noop("The request timed out. Your changes are saved here and are sent later automatically."),
    ),
    "certificate": (
        tr_noop("The connection to Kanbert is not secure."),
        tr_noop(
            "The server's certificate is not trusted, so nothing was sent. Check this computer's date "
            "and your network."
        ),
    ),
    "captive_portal": (
        tr_noop("This network requires you to sign in."),
        tr_noop("Open any web page in your browser, sign in to the network, and try again."),
    ),
    "proxy": (
        tr_noop("The proxy requires a password."),
        tr_noop("Check the proxy settings of this computer. Your changes are saved here."),
    ),
    "proxy_unusable": (
        tr_noop("The proxy cannot be used."),
        tr_noop("Check the proxy settings of this computer (the variables HTTPS_PROXY and ALL_PROXY)."),
    ),
    "unreadable_answer": (
        tr_noop("Kanbert sent an unreadable response."),
        tr_noop("Nothing is lost. The program tries again later."),
    ),
    "answer_too_large": (
        tr_noop("Kanbert sent too much data."),
        tr_noop(
            "The download was stopped to protect this computer. Nothing is lost; the program tries "
            "again later. If the problem persists, contact the server's administrator."
        ),
    ),
    "endless_list": (
        tr_noop("Kanbert sent an endless list."),
        tr_noop(
            "The download was stopped after too many pages. Nothing is lost; the program tries again "
            "later. If the problem persists, contact the server's administrator."
        ),
    ),
    "server_error": (
        tr_noop("Kanbert reported a server error."),
        tr_noop(
            "The server responded with error {status}. Your changes are saved here and are sent later "
            "automatically."
        ),
    ),
    "throttled": (
        tr_noop("Kanbert is limiting requests."),
        tr_noop("Syncing resumes automatically. Nothing is lost."),
    ),
    "conflict": (
        tr_noop("It is not clear whether Kanbert received a change."),
        tr_noop("The card is checked before anything is sent again."),
    ),
}

REJECTION_TEXTS: dict[str, TitleAndMessage] = {
    "invalid": (tr_noop("Kanbert did not accept this."), tr_noop("{message}")),
    "forbidden": (
        tr_noop("Kanbert did not allow this."),
        tr_noop("You do not have permission to change this. {message}"),
    ),
    "not_found": (
        tr_noop("This no longer exists in Kanbert."),
        tr_noop("It may have been deleted, or you may no longer have access to it."),
    ),
    "method_missing": (
        tr_noop("Kanbert does not support this yet."),
        tr_noop("The change stays here until the server supports it."),
    ),
    "too_large": (tr_noop("This is too large for Kanbert."), tr_noop("Shorten the text and try again.")),
    "not_taken": (
        tr_noop("Kanbert responded, but did not save the change."),
        tr_noop("Try again, or discard the change."),
    ),
    "parent_missing": (
        tr_noop("The parent card no longer exists."),
        tr_noop("Discard the sub-task, or add it to another card."),
    ),
    "card_not_listed": (
        tr_noop("Kanbert no longer lists this card."),
        tr_noop(
            "It was deleted, or its board is closed. Copy your text and discard the change, or try again."
        ),
    ),
    "id_unusable": (
        tr_noop("The server sent an invalid ID for this card."),
        tr_noop(
            "Nothing was sent. Copy your text, discard the change, and contact the server's administrator."
        ),
    ),
    "read_only": (
        tr_noop("You have read-only access."),
        tr_noop("Your access does not include making changes."),
    ),
}

INPUT_TEXTS: dict[str, TitleAndMessage] = {
    "title_empty": (tr_noop("A card needs a title."), tr_noop("Enter at least one character.")),
    "title_too_long": (
        tr_noop("The title is too long."),
        tr_noop("It has {length} characters; the limit is {limit}. Put the rest in the description."),
    ),
    "comment_empty": (tr_noop("The comment is empty."), tr_noop("Enter some text first.")),
    "comment_too_long": (
        tr_noop("The comment is too long."),
        tr_noop("It has {length} characters; the limit is {limit}. Send it in two parts."),
    ),
    "date_impossible": (
        tr_noop("That is not a valid date."),
        tr_noop("Check “{date}”, and write it like 2026-12-24."),
    ),
    "unknown_person": (
        tr_noop("No matching person."),
        tr_noop("Nobody in this workspace matches “{person}”."),
    ),
    "ambiguous_person": (
        tr_noop("More than one person matches."),
        tr_noop("Use the e-mail address instead of “{person}”."),
    ),
    "parent_elsewhere": (
        tr_noop("A sub-task must be on the board of its parent card."),
        tr_noop("“{card}” is not on “{board}”. Add the sub-task to the board of that card."),
    ),
    "unknown_board": (
        tr_noop("Board not found."),
        tr_noop("“{board}” is not one of your running projects."),
    ),
    "ambiguous_board": (
        tr_noop("More than one board matches."),
        tr_noop("Use the board's ID instead of “{board}”."),
    ),
    "unknown_client": (
        tr_noop("Client not found."),
        tr_noop("“{client}” is not the name of one of your clients."),
    ),
    "unknown_card": (
        tr_noop("Card not found."),
        tr_noop("“{card}” is not on this computer. Sync and try again."),
    ),
    "unknown_column": (
        tr_noop("Column not found."),
        tr_noop("“{column}” is not a column. Use Backlog, New, WIP, Completed, Approved or Closed."),
    ),
    "unknown_view": (
        tr_noop("View not found."),
        tr_noop("There is no saved view “{name}” on this computer."),
    ),
    "view_name_empty": (tr_noop("A view needs a name."), tr_noop("Enter at least one character.")),
    "view_name_too_long": (
        tr_noop("The name is too long."),
        tr_noop("It has {length} characters; the limit is {limit}."),
    ),
    "view_query_too_long": (
        tr_noop("The query is too long."),
        tr_noop("It has {length} characters; the limit is {limit}."),
    ),
    "view_name_taken": (
        tr_noop("This name is taken."),
        tr_noop("Another view is called “{name}”. Choose another name."),
    ),
    "too_many_views": (
        tr_noop("There are too many saved views."),
        tr_noop("The limit is {limit}. Remove some first."),
    ),
    "views_file_missing": (
        tr_noop("The file was not found."),
        tr_noop("There is no file “{path}”. Nothing was changed."),
    ),
    "views_file_unreadable": (
        tr_noop("The file cannot be read."),
        tr_noop("“{path}”: {reason}. Nothing was changed."),
    ),
    "views_file_damaged": (
        tr_noop("This is no complete file of saved views."),
        tr_noop("“{path}” is wrong or damaged at “{place}”. Nothing was changed."),
    ),
    "views_file_newer": (
        tr_noop("The file comes from a newer version."),
        tr_noop("Update this program to import “{path}”. Nothing was changed."),
    ),
    "unknown_template": (
        tr_noop("There is no such template."),
        tr_noop("No template is called “{title}”."),
    ),
    "template_title_taken": (
        tr_noop("This title is taken."),
        tr_noop("Another template is called “{title}”. Choose another title."),
    ),
    "template_without_board": (
        tr_noop("The template needs a board."),
        tr_noop("Choose the board on which its cards are made."),
    ),
    "template_due": (
        tr_noop("This due date is not possible."),
        tr_noop(
            "“{due}” is neither a number of days, as +3, nor a weekday: mon, tue, wed, thu, fri, sat, sun."
        ),
    ),
    "template_repeat": (
        tr_noop("This is not understood as a recurrence."),
        tr_noop(
            "“{text}”: enter for example “every Monday”, “every weekday”, “every 2 weeks on Friday” or "
            "“last day of the month”."
        ),
    ),
    "too_many_templates": (
        tr_noop("There are too many templates."),
        tr_noop("The limit is {limit}. Remove some first."),
    ),
    "too_many_sub_tasks": (
        tr_noop("There are too many sub-tasks."),
        tr_noop("A template has {limit} at most."),
    ),
    "templates_file_missing": (
        tr_noop("The file was not found."),
        tr_noop("There is no file “{path}”. Nothing was changed."),
    ),
    "templates_file_unreadable": (
        tr_noop("The file cannot be read."),
        tr_noop("“{path}”: {reason}. Nothing was changed."),
    ),
    "templates_file_damaged": (
        tr_noop("This is no complete file of templates."),
        tr_noop("“{path}” is wrong or damaged at “{place}”. Nothing was changed."),
    ),
    "templates_file_newer": (
        tr_noop("The file comes from a newer version."),
        tr_noop("Update this program to import “{path}”. Nothing was changed."),
    ),
    "unknown_decision": (
        tr_noop("This is already decided."),
        tr_noop("No decision is needed for this ID."),
    ),
    "unknown_choice": (
        tr_noop("This choice is not available."),
        tr_noop("“{choice}” is not possible here. Available: {choices}."),
    ),
    "nothing_to_undo": (
        tr_noop("There is nothing to undo."),
        tr_noop("Nothing has been changed on this computer yet."),
    ),
    "undo_impossible": (
        tr_noop("This cannot be undone."),
        tr_noop("The previous value is not known."),
    ),
    "undo_comment_sent": (
        tr_noop("A comment that was sent cannot be undone."),
        tr_noop("Delete it in Kanbert in your browser."),
    ),
    "description_too_rich": (
        tr_noop("This description contains formatting that cannot be edited here."),
        tr_noop("Edit it in your browser, or replace the whole description."),
    ),
}

LINK_TEXTS: dict[str, TitleAndMessage] = {
    "link_malformed": (
        tr_noop("This link cannot be opened."),
        tr_noop("It does not point to a card or a board. Copy the link again."),
    ),
    "link_card_unknown": (
        tr_noop("This card is not on this computer."),
        tr_noop("It may have been deleted, be on a closed board, or belong to another account."),
    ),
    "link_board_unknown": (
        tr_noop("This board is not on this computer."),
        tr_noop("It may be closed, or belong to another account."),
    ),
    "link_waits": (
        tr_noop("Sign in to open the link."),
        tr_noop("It opens as soon as your boards are loaded."),
    ),
}

SIGN_IN_TEXTS: dict[str, TitleAndMessage] = {
    "not_signed_in": (tr_noop("You are not signed in."), tr_noop("Sign in first.")),
    "account_forgotten": (
        tr_noop("The account's data was removed."),
        tr_noop("No data of it is left on this computer. Nothing was changed in Kanbert."),
    ),
    "signed_out": (tr_noop("You are signed out."), tr_noop("The sign-in is no longer on this computer.")),
    "sign_in_needed": (
        tr_noop("Kanbert asks you to sign in again."),
        tr_noop("Your boards and changes stay here."),
    ),
    "scope_missing": (
        tr_noop("Your access has changed."),
        tr_noop("Sign in again to renew it. Your changes stay here."),
    ),
    "token_missing": (
        tr_noop("The access token is missing."),
        tr_noop(
            "This account uses the access token in KANBERT_ACCESS_TOKEN. Set the variable, or sign in "
            "with your browser."
        ),
    ),
    "denied": (tr_noop("You did not allow access."), tr_noop("Nothing was changed.")),
    "cancelled": (tr_noop("The sign-in was cancelled."), tr_noop("Nothing was changed.")),
    "sync_interrupted": (
        tr_noop("The sync was interrupted."),
        tr_noop("Everything sent and received so far is kept. Run it again to continue."),
    ),
    "verb_interrupted": (
        tr_noop("The command was interrupted."),
        tr_noop("Everything saved so far is kept. Check the result before you repeat it."),
    ),
    "timed_out": (tr_noop("The sign-in timed out."), tr_noop("Start again when you are ready.")),
    "other_account": (tr_noop("This is another account."), tr_noop("Its boards stay separate.")),
    "client_id_missing": (
        tr_noop("The client ID is missing."),
        tr_noop("Register an application in Kanbert under Settings → Apps & API and enter its client ID."),
    ),
    "client_rejected": (
        tr_noop("Kanbert does not recognise this application."),
        tr_noop("Check the client ID, and that the redirect URL is registered under Settings → Apps & API."),
    ),
    "sign_in_refused": (
        tr_noop("Kanbert rejected the sign-in."),
        tr_noop(
            "Reason: “{reason}”. Try again; if the problem persists, check the application under "
            "Settings → Apps & API."
        ),
    ),
    "sign_in_failed_there": (
        tr_noop("Kanbert could not complete the sign-in."),
        tr_noop("It reported a server error. Nothing was changed. Try again in a few minutes."),
    ),
    "sign_in_overloaded": (
        tr_noop("Kanbert cannot sign you in at the moment."),
        tr_noop(
            "The server is overloaded or under maintenance. Nothing was changed. Try again in a few minutes."
        ),
    ),
    "hours_refused": (
        tr_noop("Kanbert does not allow hours booked to be read."),
        tr_noop("They are switched off. Everything else stays as it is."),
    ),
    "sign_in_scope_refused": (
        tr_noop("Kanbert does not grant this application the access it needs."),
        tr_noop(
            "It needs to read and change tasks. Check under Settings → Apps & API that the application "
            "is allowed to do both."
        ),
    ),
    "sign_in_way_refused": (
        tr_noop("Kanbert does not allow this application to sign in with a browser."),
        tr_noop(
            "Check the application under Settings → Apps & API, register a new one there, or sign in with an access token."
        ),
    ),
    "sign_in_not_understood": (
        tr_noop("Kanbert rejected the sign-in request."),
        tr_noop(
            "Check that the client ID and the redirect URL are the same here and under Settings → Apps & API, then try again."
        ),
    ),
    "sign_in_disturbed": (
        tr_noop("Another program responded to the sign-in."),
        tr_noop("The response came from another program on this computer and was ignored. Try again."),
    ),
    "not_the_final_address": (
        tr_noop("That is not the right address."),
        tr_noop("Copy the whole address from the browser's address bar; it begins with http://127.0.0.1."),
    ),
    "no_local_port": (
        tr_noop("The browser cannot connect to this program."),
        tr_noop("No local port could be opened ({reason}). Check the firewall and try again."),
    ),
    "server_invalid": (
        tr_noop("That is not a server address."),
        tr_noop("“{server}” cannot be used. Enter an address like https://api.kanbert.com."),
    ),
    "server_address": (
        tr_noop("That is not a server address."),
        tr_noop("“{server}” cannot be used. Enter an address like https://api.kanbert.com."),
    ),
    "server_insecure": (
        tr_noop("This address is not secure."),
        tr_noop("Use https; http is only allowed on this computer. “{server}” was rejected."),
    ),
    "server_not_https": (
        tr_noop("This address is not secure."),
        tr_noop("Use https; http is only allowed on this computer. “{server}” was rejected."),
    ),
    "sandbox_failed": (
        tr_noop("The sample data could not be started."),
        tr_noop("Restart the program. The reason is in the log."),
    ),
    "sample_data_stays": (
        tr_noop("The sample data stays on this computer."),
        tr_noop("Once you are connected, the menu behind your name leads back to it."),
    ),
    "sandbox_missing": (
        tr_noop("The sample data is not installed."),
        tr_noop("Install the extra “sandbox” of this program."),
    ),
    "unsent_left": (
        tr_noop("Not everything could be sent."),
        tr_noop(
            "You are still signed in. Not sent: {pending}, to decide: {parked}, drafts: {drafts}. Keep "
            "them for next time, or export them."
        ),
    ),
    "unsent": (
        tr_noop("Not everything has been sent yet."),
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
    tr_noop("Your changes are kept. Details are in the log."),
)
UNKNOWN_ERROR_TEXT: TitleAndMessage = (
    tr_noop("Something went wrong."),
    tr_noop("Your changes are kept. If it happens again, see the log ({key})."),
)
