"""The same for profile, keyring, disk, credentials."""

from kanbert_desktop.app.translation import noted

Sentences = tuple[str, str]
"""Title and message; `{names}` are the error's parameters."""

COMPUTER: dict[str, Sentences] = {
    "profile_busy": (
        noted("Another program uses this profile."),
        noted("Close the other window or wait until its work is done, and try again."),
    ),
    "keyring_absent": (
        noted("The keyring is not available."),
        noted("You can stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_locked": (noted("The keyring is locked."), noted("Unlock the keyring to continue.")),
    "keyring_silent": (
        noted("The keyring does not answer."),
        noted("Look for a window that asks for its password, then try again."),
    ),
    "keyring_too_small": (
        noted("The keyring cannot hold the sign-in."),
        noted("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_full": (
        noted("The keyring is full."),
        noted("You stay signed in until you quit; nothing is written to disk."),
    ),
    "port_busy": (
        noted("The port is in use."),
        noted("Name another one than {port} with --port, or leave it out to take any free one."),
    ),
    "window_failed": (
        noted("The other window could not be started."),
        noted("Start the program with “--profile” and that folder, or restart this computer."),
    ),
    "no_screen": (
        noted("There is no screen for a window."),
        noted("Start it where there is one. The verbs need none: “kanbert-desktop --help” lists them."),
    ),
    "answer_unwritable": (
        noted("The answer cannot be written."),
        noted("{reason}. The command itself was carried out; look with “kanbert-desktop status”."),
    ),
    "export_no_folder": (
        noted("The folder for the file is missing."),
        noted("“{folder}” does not exist. Make it first, or name another place."),
    ),
    "export_no_file": (
        noted("No file can be written there."),
        noted("“{path}” is a folder or a device. Name a file."),
    ),
    "export_unwritable": (
        noted("The file cannot be written."),
        noted("“{path}”: {reason}. Name another place, or free some space; nothing was changed."),
    ),
    "disk_full": (
        noted("The disk is full."),
        noted("Your changes are kept in memory. Free some space before you quit; saving is tried again."),
    ),
    "verb_disk_full": (
        noted("The disk is full."),
        noted("Not everything was saved. Free some space and repeat the command."),
    ),
    "kept_disk_full": (
        noted("The disk is full."),
        noted(
            "The open window keeps this change in memory and saves it as soon as there is room. "
            "Free some space; do not repeat the command."
        ),
    ),
    "kept_unwritable": (
        noted("Saving does not work here."),
        noted(
            "“{path}” cannot be written. The open window keeps this change in memory and saves it as soon as that works. "
            "Do not repeat the command."
        ),
    ),
    "profile_open": (
        noted("The profile folder is open to others."),
        noted(
            "“{path}” belongs to another user, and others can look into it. Choose a folder of your own with “--profile”."
        ),
    ),
    "accounts_damaged": (
        noted("The list of accounts was damaged."),
        noted(
            "An account that is missing is found by signing in again; its boards and changes are still here."
        ),
    ),
    "settings_damaged": (
        noted("The settings were damaged."),
        noted("What could not be read is as it was at first. The old file is kept beside the new one."),
    ),
    "boards_left": (
        noted("You are signed out, but not everything was removed."),
        noted(
            "“{path}” still holds boards of this account. Delete that folder yourself, or free some space and try again."
        ),
    ),
    "verb_unwritable": (
        noted("Saving does not work here."),
        noted("“{path}” cannot be written. Check its permissions and repeat the command."),
    ),
    "save_unclear": (
        noted("It is not certain that the last change was saved."),
        noted(
            "The disk failed while “{path}” was written. Check the disk, then look before you make the change again."
        ),
    ),
    "store_unwritable": (
        noted("Saving does not work here."),
        noted(
            "“{path}” cannot be written. Check its permissions; what you change now is kept in memory only."
        ),
    ),
    "store_unreadable": (
        noted("The saved boards cannot be read."),
        noted("“{path}” cannot be opened. Check the disk and the permissions."),
    ),
    "store_damaged": (
        noted("The saved boards are damaged."),
        noted("Start the program again: it rescues your changes and fetches the rest anew."),
    ),
    "store_rescued": (
        noted("The saved boards were damaged."),
        noted(
            "Rescued: changes {changes}, drafts {drafts}. The rest is fetched again; the old file is “{path}”."
        ),
    ),
    "store_closed": (
        noted("The program is closing."),
        noted("This change was not saved. Start again and repeat it."),
    ),
    "store_from_the_future": (
        noted("A newer version of this program was here."),
        noted(
            "Your boards and changes are kept in “{path}”, which this older version leaves alone. "
            "Install the newest version to see them."
        ),
    ),
}


CREDENTIALS: dict[str, tuple[str, str]] = {
    "client_id_address": (
        noted("That is an address, not a client ID."),
        noted("Copy the client ID that stands beside your application under Settings → Apps & API."),
    ),
    "client_id_email": (
        noted("That is an e-mail address, not a client ID."),
        noted("Copy the client ID that stands beside your application under Settings → Apps & API."),
    ),
    "client_id_space": (
        noted("A client ID has no blanks in it."),
        noted("Copy it once more, alone, from Settings → Apps & API."),
    ),
    "client_id_secret": (
        noted("That looks like a secret or a token."),
        noted("The client ID is the shorter of the two; a secret has a field of its own."),
    ),
    "secret_missing": (
        noted("The application's secret is no longer in the keyring."),
        noted("Enter it once more and sign in. Your boards and everything you changed stay here."),
    ),
    "token_empty": (
        noted("The access token is missing."),
        noted("Create one in Kanbert under Settings → Apps & API and paste it."),
    ),
    "token_unreadable": (
        noted("That is no access token."),
        noted("Copy it once more, alone and whole: it has no blanks in it."),
    ),
    "token_refused": (
        noted("Kanbert does not know this access token."),
        noted("Copy it once more, or create a new one under Settings → Apps & API. Nothing was changed."),
    ),
    "token_ended": (
        noted("Kanbert no longer accepts the access token."),
        noted(
            "It was deleted under Settings → Apps & API, or its time is over. Create a new one and sign in "
            "with it. Your boards and everything you changed stay here."
        ),
    ),
    "token_gone": (
        noted("The access token is no longer in the keyring."),
        noted("Sign in with it once more. Your boards and everything you changed stay here."),
    ),
    "token_lives_on": (
        noted("You are signed out, and the access token is forgotten here."),
        noted("In Kanbert it stays valid until you delete it under Settings → Apps & API."),
    ),
    "keyring_stayed_locked": (
        noted("The keyring stayed locked."),
        noted("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_stayed_silent": (
        noted("The keyring did not answer."),
        noted("You stay signed in until you quit; nothing is written to disk."),
    ),
    "preset_damaged": (
        noted("The administrator's settings cannot be read."),
        noted("“{path}” is ignored. Ask whoever looks after this computer to correct it."),
    ),
}
