"""What a screen reader is given on screen, and what is wrong with it."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTextEdit,
    QTreeView,
    QWidget,
)

from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin
from support.input_method import accepts_input_method

Role = QAccessible.Role
_BUTTONS = {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton}
FITTING_ROLES: dict[type[QWidget], set[Role]] = {
    QAbstractButton: _BUTTONS,
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QTextEdit: {Role.EditableText, Role.StaticText},
    QTreeView: {Role.Tree},
    QAbstractItemView: {Role.List, Role.Table},
    QMenu: {Role.PopupMenu},
}
_ITEMS = {Role.ListItem, Role.TreeItem, Role.Cell, Role.MenuItem}
_LIKE_AN_ICON = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_TURNED_BY_KEYS = "qt_calendar_"
"""PgUp and PgDn change the month of a calendar."""
MAX_ITEMS = 40


class AccessibleObject(NamedTuple):
    """One object that a screen reader can reach."""

    interface: QAccessibleInterface
    name: str
    role: Role
    state: QAccessible.State

    @property
    def rect(self) -> QRect:
        return self.interface.rect()

    @property
    def widget(self) -> QWidget | None:
        found = self.interface.object()
        return found if isinstance(found, QWidget) else None

    def __str__(self) -> str:
        kind = type(self.widget).__name__ if self.widget is not None else "item"
        which = self.widget.objectName() if self.widget is not None else ""
        return f"{kind} {which} {self.role.name} “{self.name}”".replace("  ", " ")


def surfaces() -> list[QWidget]:
    """Returns the windows, and the popups, menus and dialogs above them."""
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def accessible_objects() -> Iterator[AccessibleObject]:
    """Yields all visible objects in reading order."""
    for surface in surfaces():
        yield from _below(QAccessible.queryAccessibleInterface(surface))


def _below(thing: QAccessibleInterface | None) -> Iterator[AccessibleObject]:
    if thing is None or not thing.isValid():
        return
    state = thing.state()
    if state.invisible:
        return
    yield AccessibleObject(thing, thing.text(QAccessible.Text.Name), thing.role(), state)
    for number in range(min(thing.childCount(), MAX_ITEMS)):
        yield from _below(thing.child(number))


def naming_problems() -> list[str]:
    """Returns controls and items without a name, with an icon's name, or with a wrong role."""
    found = []
    for one in accessible_objects():
        must = one.state.focusable or one.role in _ITEMS or isinstance(one.widget, QAbstractButton)
        if must and not one.name.strip():
            found.append(f"{one} has no name")
        elif one.state.focusable and _LIKE_AN_ICON.fullmatch(one.name) and one.name != "localhost":
            found.append(f"{one} is called like an icon")
        elif one.role is Role.PopupMenu and one.name == QApplication.applicationDisplayName():
            found.append(f"{one} has the program's name for its own")
        if one.state.focusable and not _fits(one):
            found.append(f"{one} has a role that says nothing")
    return found


def _fits(one: AccessibleObject) -> bool:
    if one.widget is None:
        return True
    for kind, roles in FITTING_ROLES.items():
        if isinstance(one.widget, kind):
            return one.role in roles
    if one.name and (isinstance(one.widget, QScrollArea) or not _by_tab(one.widget)):
        # A scroll area, or a page that takes the focus if nothing on it can.
        return True
    return one.role not in {Role.NoRole, Role.Client, Role.Pane}


def _by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def tab_order_problems() -> list[str]:
    """Returns steps of Tab that go up, to a control above the one before it and in the same part of the window."""
    found = []
    for surface in surfaces():
        stops = [stop for stop in _tab_stops(surface) if stop.window() is surface]
        for before, after in itertools.pairwise(stops):
            one, other = _place(before), _place(after)
            is_above = other.bottom() < one.top()
            shares_columns = other.left() <= one.right() and one.left() <= other.right()
            if is_above and shares_columns:
                found.append(f"Tab goes up from {_spoken(before)} to {_spoken(after)}")
    return found


def _tab_stops(surface: QWidget) -> Iterator[QWidget]:
    stop = surface.nextInFocusChain()
    while stop is not surface:
        if _by_tab(stop) and stop.isVisible() and stop.isEnabled():
            yield stop
        stop = stop.nextInFocusChain()


def _place(widget: QWidget) -> QRect:
    """Where it is in the window; at the edge of the scroll area that hides it."""
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            area = around.viewport()
            seen = QRect(area.mapTo(area.window(), QPoint()), area.size())
            place.moveTop(max(seen.top() - place.height(), min(place.top(), seen.bottom() - place.height())))
        around = around.parentWidget()
    return place


def _spoken(widget: QWidget) -> str:
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} “{name}”".replace("  ", " ")


def reachability_problems() -> list[str]:
    """Returns buttons that only a pointer can press."""
    return [
        f"{one} is out of reach for Tab"
        for one in accessible_objects()
        if isinstance(one.widget, QAbstractButton)
        and one.widget.isEnabled()
        and not _by_tab(one.widget)
        and not _shares_a_stop(one.widget)
        and not one.widget.objectName().startswith(_TURNED_BY_KEYS)
        # The clear button of a field does what deleting its text does.
        and not isinstance(one.widget.parentWidget(), QLineEdit)
    ]


def input_method_problems() -> list[str]:
    """Returns fields whose keys act while text is composed, and other widgets whose letters would be composed."""
    return [
        f"{one} {'acts while text is composed' if _is_edited(one.widget) else 'takes composed text'}"
        for one in accessible_objects()
        if one.widget is not None
        and one.widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and accepts_input_method(one.widget)
        and not isinstance(one.widget, InputMethodMixin | QSpinBox)
    ]


def _is_edited(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)


def _shares_a_stop(button: QAbstractButton) -> bool:
    """Returns True in a group in which only one widget takes Tab and arrow keys reach the others."""
    holder = button.parentWidget()
    beside = holder.findChildren(type(button)) if holder is not None and button.autoExclusive() else ()
    return any(_by_tab(other) for other in (*beside, *(button.group().buttons() if button.group() else ())))


def reading_problems() -> list[str]:
    """Returns neighbours that are read in another order than they are placed."""
    return [
        f"{later} is read after {earlier} and is placed before it"
        for surface in surfaces()
        for earlier, later in _neighbours(QAccessible.queryAccessibleInterface(surface))
        if _is_before(later.rect, earlier.rect)
    ]


def _neighbours(thing: QAccessibleInterface) -> Iterator[tuple[AccessibleObject, AccessibleObject]]:
    below = []
    for number in range(min(thing.childCount(), MAX_ITEMS)):
        child = thing.child(number)
        if child is not None and child.isValid() and not child.state().invisible and _says(child):
            below.append(
                AccessibleObject(child, child.text(QAccessible.Text.Name), child.role(), child.state())
            )
    yield from itertools.pairwise(below)
    for one in below:
        yield from _neighbours(one.interface)


def _says(thing: QAccessibleInterface) -> bool:
    """Returns True if it or something in it has a name; scroll bars and graphics are skipped."""
    if thing.state().invisible or thing.rect().isEmpty():
        return False
    if thing.text(QAccessible.Text.Name) and thing.role() not in {Role.ScrollBar, Role.Graphic}:
        return True
    parts = (thing.child(number) for number in range(min(thing.childCount(), MAX_ITEMS)))
    return any(part is not None and part.isValid() and _says(part) for part in parts)


def _is_before(rect: QRect, other: QRect) -> bool:
    """Returns True if it is above, or beside it on the left."""
    if rect.bottom() <= other.top():
        return rect.left() < other.right()
    return rect.right() <= other.left() and rect.top() < other.bottom()
