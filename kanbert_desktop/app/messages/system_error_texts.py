"""Title and message of errors of this computer: profile, keyring, disk, screen, credentials."""

from kanbert_desktop.app.translation import tr_noop

TitleAndMessage = tuple[str, str]
"""Title and message; `{names}` are the error's parameters."""

SYSTEM_TEXTS: dict[str, TitleAndMessage] = {
    "profile_busy": (
        tr_noop("Another program is using this profile."),
        tr_noop("Close the other window or wait until it has finished, then try again."),
    ),
    "keyring_absent": (
        tr_noop("The keyring is not available."),
        tr_noop("You can stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_locked": (tr_noop("The keyring is locked."), tr_noop("Unlock the keyring to continue.")),
    "keyring_silent": (
        tr_noop("The keyring is not responding."),
        tr_noop("Look for a window that asks for its password, then try again."),
    ),
    "keyring_too_small": (
        tr_noop("The keyring cannot store the sign-in."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_full": (
        tr_noop("The keyring is full."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "port_busy": (
        tr_noop("The port is in use."),
        tr_noop("Choose a port other than {port} with --port, or omit the option to use any free port."),
    ),
    "window_failed": (
        tr_noop("The other window could not be opened."),
        tr_noop("Start the program with “--profile” and that folder, or restart this computer."),
    ),
    "no_screen": (
        tr_noop("No display is available."),
        tr_noop(
            "Start the program in a graphical session; commands work without one: “kanbert-desktop --help” "
            "lists them."
        ),
    ),
    "open_on_another_screen": (
        tr_noop("The program is open in another session."),
        tr_noop("You are logged in to this computer twice. Quit the program there, then start it here."),
    ),
    "answer_unwritable": (
        tr_noop("The output cannot be written."),
        tr_noop("{reason}. The command itself was carried out; check with “kanbert-desktop status”."),
    ),
    "export_no_folder": (
        tr_noop("The folder for the file is missing."),
        tr_noop("“{folder}” does not exist. Create it first, or choose another location."),
    ),
    "export_no_file": (
        tr_noop("No file can be written there."),
        tr_noop("“{path}” is a folder or a device. Choose a file name."),
    ),
    "export_unwritable": (
        tr_noop("The file cannot be written."),
        tr_noop("“{path}”: {reason}. Choose another location, or free some disk space; nothing was changed."),
    ),
    "disk_full": (
        tr_noop("The disk is full."),
        tr_noop(
            "Your changes are kept in memory. Free some disk space before you quit; saving is retried "
            "automatically."
        ),
    ),
    "verb_disk_full": (
        tr_noop("The disk is full."),
        tr_noop("Not everything was saved. Free some disk space and repeat the command."),
    ),
    "kept_disk_full": (
        tr_noop("The disk is full."),
        tr_noop(
            "The open window keeps this change in memory and saves it as soon as there is space. Free "
            "some disk space; do not repeat the command."
        ),
    ),
    "kept_unwritable": (
        tr_noop("Changes cannot be saved."),
        tr_noop(
            "“{path}” is not writable. The open window keeps this change in memory and saves it as "
            "soon as possible. Do not repeat the command."
        ),
    ),
    "profile_open": (
        tr_noop("Other users can access the profile folder."),
        tr_noop(
            "“{path}” belongs to another user and is accessible to others. Choose your own folder with "
            "“--profile”."
        ),
    ),
    "accounts_damaged": (
        tr_noop("The list of accounts was damaged."),
        tr_noop("If an account is missing, sign in again; its boards and changes are still here."),
    ),
    "settings_damaged": (
        tr_noop("The settings were damaged."),
        tr_noop(
            "Settings that could not be read were reset to their defaults. The old file is kept next to "
            "the new one."
        ),
    ),
    "boards_left": (
        tr_noop("You are signed out, but not everything was removed."),
        tr_noop(
            "“{path}” still contains boards of this account. Delete that folder yourself, or free some "
            "disk space and try again."
        ),
    ),
    "verb_unwritable": (
        tr_noop("Changes cannot be saved."),
        tr_noop("“{path}” is not writable. Check its permissions and repeat the command."),
    ),
    "integrate_elsewhere": (
        tr_noop("Only Linux desktops need this."),
        tr_noop("On this system, the installer adds the program to the menu. Nothing was changed."),
    ),
    "save_unclear": (
        tr_noop("The last change may not have been saved."),
        tr_noop(
            "Disk error while writing “{path}”. Check the disk, and whether the change was saved "
            "before you repeat it."
        ),
    ),
    "store_unwritable": (
        tr_noop("Changes cannot be saved."),
        tr_noop("“{path}” is not writable. Check its permissions; new changes are kept in memory only."),
    ),
    "store_unreadable": (
        tr_noop("The saved boards cannot be read."),
        tr_noop("“{path}” cannot be opened. Check the disk and the permissions."),
    ),
    "store_damaged": (
        tr_noop("The saved boards are damaged."),
        tr_noop("Restart the program: it recovers your changes and downloads the rest again."),
    ),
    "store_rescued": (
        tr_noop("The saved boards were damaged."),
        tr_noop(
            "Recovered changes: {changes}, drafts: {drafts}. The rest is downloaded again; the old "
            "file is “{path}”."
        ),
    ),
    "store_closed": (
        tr_noop("The program is closing."),
        tr_noop("This change was not saved. Start the program again and repeat it."),
    ),
    "store_from_the_future": (
        tr_noop("This data was written by a newer version."),
        tr_noop(
            "Your boards and changes are kept in “{path}”; this older version does not touch them. "
            "Install the latest version to see them."
        ),
    ),
}


CREDENTIAL_TEXTS: dict[str, tuple[str, str]] = {
    "client_id_address": (
        tr_noop("That is a web address, not a client ID."),
        tr_noop("Copy the client ID shown next to your application under Settings → Apps & API."),
    ),
    "client_id_email": (
        tr_noop("That is an e-mail address, not a client ID."),
        tr_noop("Copy the client ID shown next to your application under Settings → Apps & API."),
    ),
    "client_id_space": (
        tr_noop("A client ID contains no spaces."),
        tr_noop("Copy it again from Settings → Apps & API, without any other text."),
    ),
    "client_id_secret": (
        tr_noop("That looks like a client secret or an access token."),
        tr_noop("The client ID is shorter; the client secret has its own field."),
    ),
    "secret_missing": (
        tr_noop("The client secret is no longer in the keyring."),
        tr_noop("Enter it again and sign in. Your boards and changes stay here."),
    ),
    "token_empty": (
        tr_noop("The access token is missing."),
        tr_noop("Create one in Kanbert under Settings → Apps & API and paste it."),
    ),
    "token_unreadable": (
        tr_noop("That is not an access token."),
        tr_noop("Copy the complete token again; it contains no spaces."),
    ),
    "token_refused": (
        tr_noop("Kanbert does not recognise this access token."),
        tr_noop("Copy it again, or create a new one under Settings → Apps & API. Nothing was changed."),
    ),
    "token_ended": (
        tr_noop("Kanbert no longer accepts the access token."),
        tr_noop(
            "It was deleted under Settings → Apps & API, or it has expired. Create a new one and sign "
            "in with it. Your boards and changes stay here."
        ),
    ),
    "token_gone": (
        tr_noop("The access token is no longer in the keyring."),
        tr_noop("Sign in with it again. Your boards and changes stay here."),
    ),
    "token_lives_on": (
        tr_noop("You are signed out, and the access token was removed from this computer."),
        tr_noop("In Kanbert it stays valid until you delete it under Settings → Apps & API."),
    ),
    "keyring_stayed_locked": (
        tr_noop("The keyring is still locked."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "keyring_stayed_silent": (
        tr_noop("The keyring did not respond."),
        tr_noop("You stay signed in until you quit; nothing is written to disk."),
    ),
    "preset_damaged": (
        tr_noop("The administrator's settings cannot be read."),
        tr_noop("“{path}” is ignored. Ask your administrator to correct it."),
    ),
}
