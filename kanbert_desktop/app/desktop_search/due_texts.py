"""A card's due date as text, for processes without Qt."""

from datetime import date

from kanbert_desktop.app.translation import tr


def due_text(due: date, today: date) -> str:
    """Returns for example "Due today", else "Due 3 Dec", with the year unless it is this one."""
    match (due - today).days:
        case 0:
            day = tr("today")
        case 1:
            day = tr("tomorrow")
        case -1:
            day = tr("yesterday")
        case _:
            day = tr("{day} {month}", day=due.day, month=_months()[due.month - 1])
            day = day if due.year == today.year else f"{day} {due.year}"
    return tr("Due {day}", day=day)


def _months() -> tuple[str, ...]:
    return (
        *(tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun")),
        *(tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec")),
    )
