"""Title and message of errors of this computer: profile, keyring, disk, screen, credentials."""

from kanbert_desktop.app.translation import tr_noop

TitleAndMessage = tuple[str, str]
"""Title and message; `{names}` are the error's parameters."""

SYSTEM_TEXTS: dict[str, TitleAndMessage] = {
    "profile_busy": (
        tr_noop("Another program uses this profile."),
        tr_noop("Close the other window or wait until its work is done, and try again."),
    ),
    "keyring_absent": (
        tr_noop("The keyring is not available."),
        tr_noop("You can stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_locked": (tr_noop("The keyring is locked."), tr_noop("Unlock the keyring to continue.")),
    "keyring_silent": (
        tr_noop("The keyring does not answer."),
        tr_noop("Look for a window that asks for its password, then try again."),
    ),
    "keyring_too_small": (
        tr_noop("The keyring cannot hold the sign-in."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_full": (
        tr_noop("The keyring is full."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "port_busy": (
        tr_noop("The port is in use."),
        tr_noop("Name another one than {port} with --port, or leave it out to take any free one."),
    ),
    "window_failed": (
        tr_noop("The other window could not be started."),
        tr_noop("Start the program with “--profile” and that folder, or restart this computer."),
    ),
    "no_screen": (
        tr_noop("There is no screen for a window."),
        tr_noop("Start it where there is one. The verbs need none: “kanbert-desktop --help” lists them."),
    ),
    "answer_unwritable": (
        tr_noop("The answer cannot be written."),
        tr_noop("{reason}. The command itself was carried out; look with “kanbert-desktop status”."),
    ),
    "export_no_folder": (
        tr_noop("The folder for the file is missing."),
        tr_noop("“{folder}” does not exist. Make it first, or name another place."),
    ),
    "export_no_file": (
        tr_noop("No file can be written there."),
        tr_noop("“{path}” is a folder or a device. Name a file."),
    ),
    "export_unwritable": (
        tr_noop("The file cannot be written."),
        tr_noop("“{path}”: {reason}. Name another place, or free some space; nothing was changed."),
    ),
    "disk_full": (
        tr_noop("The disk is full."),
        tr_noop("Your changes are kept in memory. Free some space before you quit; saving is tried again."),
    ),
    "verb_disk_full": (
        tr_noop("The disk is full."),
        tr_noop("Not everything was saved. Free some space and repeat the command."),
    ),
    "kept_disk_full": (
        tr_noop("The disk is full."),
        tr_noop(
            "The open window keeps this change in memory and saves it as soon as there is room. "
            "Free some space; do not repeat the command."
        ),
    ),
    "kept_unwritable": (
        tr_noop("Saving does not work here."),
        tr_noop(
            "“{path}” cannot be written. The open window keeps this change in memory and saves it as soon as that works. "
            "Do not repeat the command."
        ),
    ),
    "profile_open": (
        tr_noop("The profile folder is open to others."),
        tr_noop(
            "“{path}” belongs to another user, and others can look into it. Choose a folder of your own with “--profile”."
        ),
    ),
    "accounts_damaged": (
        tr_noop("The list of accounts was damaged."),
        tr_noop(
            "An account that is missing is found by signing in again; its boards and changes are still here."
        ),
    ),
    "settings_damaged": (
        tr_noop("The settings were damaged."),
        tr_noop("What could not be read is as it was at first. The old file is kept beside the new one."),
    ),
    "boards_left": (
        tr_noop("You are signed out, but not everything was removed."),
        tr_noop(
            "“{path}” still holds boards of this account. Delete that folder yourself, or free some space and try again."
        ),
    ),
    "verb_unwritable": (
        tr_noop("Saving does not work here."),
        tr_noop("“{path}” cannot be written. Check its permissions and repeat the command."),
    ),
    "save_unclear": (
        tr_noop("It is not certain that the last change was saved."),
        tr_noop(
            "The disk failed while “{path}” was written. Check the disk, then look before you make the change again."
        ),
    ),
    "store_unwritable": (
        tr_noop("Saving does not work here."),
        tr_noop(
            "“{path}” cannot be written. Check its permissions; what you change now is kept in memory only."
        ),
    ),
    "store_unreadable": (
        tr_noop("The saved boards cannot be read."),
        tr_noop("“{path}” cannot be opened. Check the disk and the permissions."),
    ),
    "store_damaged": (
        tr_noop("The saved boards are damaged."),
        tr_noop("Start the program again: it rescues your changes and fetches the rest anew."),
    ),
    "store_rescued": (
        tr_noop("The saved boards were damaged."),
        tr_noop(
            "Rescued: changes {changes}, drafts {drafts}. The rest is fetched again; the old file is “{path}”."
        ),
    ),
    "store_closed": (
        tr_noop("The program is closing."),
        tr_noop("This change was not saved. Start again and repeat it."),
    ),
    "store_from_the_future": (
        tr_noop("A newer version of this program was here."),
        tr_noop(
            "Your boards and changes are kept in “{path}”, which this older version leaves alone. "
            "Install the newest version to see them."
        ),
    ),
}


CREDENTIAL_TEXTS: dict[str, tuple[str, str]] = {
    "client_id_address": (
        tr_noop("That is an address, not a client ID."),
        tr_noop("Copy the client ID that stands beside your application under Settings → Apps & API."),
    ),
    "client_id_email": (
        tr_noop("That is an e-mail address, not a client ID."),
        tr_noop("Copy the client ID that stands beside your application under Settings → Apps & API."),
    ),
    "client_id_space": (
        tr_noop("A client ID has no blanks in it."),
        tr_noop("Copy it once more, alone, from Settings → Apps & API."),
    ),
    "client_id_secret": (
        tr_noop("That looks like a secret or a token."),
        tr_noop("The client ID is the shorter of the two; a secret has a field of its own."),
    ),
    "secret_missing": (
        tr_noop("The application's secret is no longer in the keyring."),
        tr_noop("Enter it once more and sign in. Your boards and everything you changed stay here."),
    ),
    "token_empty": (
        tr_noop("The access token is missing."),
        tr_noop("Create one in Kanbert under Settings → Apps & API and paste it."),
    ),
    "token_unreadable": (
        tr_noop("That is no access token."),
        tr_noop("Copy it once more, alone and whole: it has no blanks in it."),
    ),
    "token_refused": (
        tr_noop("Kanbert does not know this access token."),
        tr_noop("Copy it once more, or create a new one under Settings → Apps & API. Nothing was changed."),
    ),
    "token_ended": (
        tr_noop("Kanbert no longer accepts the access token."),
        tr_noop(
            "It was deleted under Settings → Apps & API, or its time is over. Create a new one and sign in "
            "with it. Your boards and everything you changed stay here."
        ),
    ),
    "token_gone": (
        tr_noop("The access token is no longer in the keyring."),
        tr_noop("Sign in with it once more. Your boards and everything you changed stay here."),
    ),
    "token_lives_on": (
        tr_noop("You are signed out, and the access token is forgotten here."),
        tr_noop("In Kanbert it stays valid until you delete it under Settings → Apps & API."),
    ),
    "keyring_stayed_locked": (
        tr_noop("The keyring stayed locked."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_stayed_silent": (
        tr_noop("The keyring did not answer."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "preset_damaged": (
        tr_noop("The administrator's settings cannot be read."),
        tr_noop("“{path}” is ignored. Ask whoever looks after this computer to correct it."),
    ),
}
