"""Why hours booked are not shown, as text."""

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, Refused


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


def hours_rejection_text(error: KanbertError) -> str:
    """What the server answered to an access token that was tried."""
    from kanbert_desktop.app.overview.hours_loading import state_after  # noqa: PLC0415  with the network only

    state = state_after(error) if isinstance(error, Refused) else None
    answer = str(error.parameters.get("message") or "")
    if state is HoursState.NOT_ALLOWED:
        return f"{tr('Kanbert does not allow this access token to read hours booked.')} {answer}".strip()
    if state is HoursState.UNKNOWN_TO_SERVER:
        return f"{tr('This Kanbert does not offer hours booked.')} {answer}".strip()
    return " ".join(title_and_message(error))
