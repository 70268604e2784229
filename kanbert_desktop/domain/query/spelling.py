"""How keywords and values are spelled for the user, by language. The parser understands all spellings in both languages."""

from collections.abc import Mapping, Sequence
from typing import Literal

from kanbert_desktop.domain.query.terms import Key

Language = Literal["en", "de"]
_KEYS: Mapping[Key, tuple[str, str]] = {
    Key.ASSIGNEE: ("assignee", "zuständig"),
    Key.DUE: ("due", "fällig"),
    Key.IS: ("is", "ist"),
    Key.HAS: ("has", "hat"),
    Key.BOARD: ("board", "board"),
    Key.COLUMN: ("column", "spalte"),
    Key.CLIENT: ("client", "kunde"),
    Key.PRIORITY: ("priority", "priorität"),
    Key.UPDATED: ("updated", "geändert"),
    Key.CREATED: ("created", "erstellt"),
    Key.DONE: ("done", "erledigt"),
    Key.ON: ("on", "am"),
}
_MOMENTS = (
    ("today", "heute"),
    ("yesterday", "gestern"),
    ("this-week", "diese-woche"),
    ("last-week", "letzte-woche"),
    ("<7d", "<7t"),
    (">30d", ">30t"),
)
_VALUES: Mapping[Key, Sequence[tuple[str, str]]] = {
    Key.ASSIGNEE: (("me", "ich"), ("none", "niemand")),
    Key.DUE: (
        ("today", "heute"),
        ("tomorrow", "morgen"),
        ("this-week", "diese-woche"),
        ("next-week", "nächste-woche"),
        ("overdue", "überfällig"),
        ("none", "keine"),
        ("<7d", "<7t"),
    ),
    Key.IS: (
        ("open", "offen"),
        ("done", "erledigt"),
        ("overdue", "überfällig"),
        ("mine", "meine"),
        ("pending", "ungesendet"),
        ("parent", "übergeordnet"),
        ("sub-task", "unteraufgabe"),
        ("public", "öffentlich"),
    ),
    Key.HAS: (
        ("comments", "kommentare"),
        ("description", "beschreibung"),
        ("due", "termin"),
        ("sub-tasks", "unteraufgaben"),
    ),
    Key.COLUMN: (
        ("Backlog", "Backlog"),
        ("To do", "Zu erledigen"),
        ("In progress", "In Arbeit"),
        ("Completed", "Erledigt"),
        ("Approved", "Freigegeben"),
        ("Archived", "Archiviert"),
    ),
    Key.PRIORITY: (("none", "keine"),),
    Key.UPDATED: _MOMENTS,
    Key.CREATED: _MOMENTS,
    Key.DONE: _MOMENTS,
    Key.ON: _MOMENTS[:2],
}


def key_names(language: Language) -> Mapping[Key, str]:
    """The keyword of every key, without its colon."""
    return {key: names[language == "de"] for key, names in _KEYS.items()}


def values_of(key: Key, language: Language) -> Sequence[str]:
    """The values that belong to the language; names of people, boards and clients are not among them."""
    return [names[language == "de"] for names in _VALUES.get(key, ())]
