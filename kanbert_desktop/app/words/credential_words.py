"""What is said of the ways in: client IDs, secrets, tokens, and a keyring that does not keep them."""

from kanbert_desktop.app.language import noted

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
