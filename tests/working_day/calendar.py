"""The calendar of a working day."""

from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.navigation.history import PageKind
from working_day.tasks import WorkingDay


def calendar_page(day: WorkingDay) -> CalendarPage:
    assert day.window.workspace is not None
    page = day.window.workspace.navigator.page(PageKind.CALENDAR)
    assert isinstance(page, CalendarPage)
    return page
