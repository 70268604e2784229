"""The JSON shapes as the verbs import them; they live in `app.shapes`, where the window's export needs them too."""

from kanbert_desktop.app.shapes import (
    Json,
    attention_json,
    board_json,
    card_json,
    change_json,
    fields_json,
    moment_json,
    person_json,
)

__all__ = [
    "Json",
    "attention_json",
    "board_json",
    "card_json",
    "change_json",
    "fields_json",
    "moment_json",
    "person_json",
]
