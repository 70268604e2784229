"""What is said of a query that was not wholly understood."""

from kanbert_desktop.app.language import tr
from kanbert_desktop.domain.query import Hint
from kanbert_desktop.domain.query.terms import Trouble


def hint_words(hint: Hint) -> str:
    """One plain sentence."""
    match hint.trouble:
        case Trouble.UNKNOWN_KEY:
            return tr("“{key}:” is no word of the search; it was looked for as it stands.", key=hint.key)
        case Trouble.UNKNOWN_VALUE:
            return tr(
                "“{key}:” knows no “{value}”; it was looked for as it stands.", key=hint.key, value=hint.value
            )
        case Trouble.NOBODY:
            return tr("“{key}:{value}” fits no name here.", key=hint.key, value=hint.value)
