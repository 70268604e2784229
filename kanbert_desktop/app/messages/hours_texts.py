"""Why hours booked are not shown, as text."""

from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.app.translation import tr


def hours_problem_text(state: HoursState) -> str:
    """Empty if they are on, or off because nobody asked for them."""
    match state:
        case HoursState.UNKNOWN_TO_SERVER:
            return tr("This Kanbert does not offer hours booked. They are switched off.")
        case HoursState.NOT_ALLOWED:
            return tr("Kanbert does not allow this account's hours booked to be read. They are switched off.")
        case HoursState.UNREADABLE:
            return tr(
                "Kanbert sends hours booked in a form that is not understood here. They are switched off."
            )
        case HoursState.OFF | HoursState.ON:
            return ""
