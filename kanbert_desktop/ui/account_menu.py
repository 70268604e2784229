"""The menu behind the account: the other accounts, sync, appearance, language, keys, signing out."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.settings import LANGUAGE, THEME, Setting, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.account_switcher import AccountSwitcher
from kanbert_desktop.ui.actions import HELP, Actions, Name
from kanbert_desktop.ui.theme import Theme


def account_menu(
    actions: Actions,
    settings: Settings,
    theme: Theme,
    parent: QWidget,
    switcher: AccountSwitcher | None = None,
) -> QMenu:
    """Made anew each time it opens, so that it is always in the right language. The accounts come first."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Accounts"))
    if switcher is not None:
        switcher.fill(menu)
        menu.addSeparator()
    menu.addAction(actions[Name.SYNC])
    menu.addAction(actions[Name.UNDO])
    menu.addAction(actions[Name.REDO])
    menu.addAction(actions[Name.DELETED])
    menu.addSeparator()
    looks = {"system": tr("Like the system"), "light": tr("Light"), "dark": tr("Dark")}
    muted = theme.color("muted")
    _add_choice(menu.addMenu(icons.icon("sun-moon", muted), tr("Appearance")), THEME, looks, settings)
    languages = {"system": tr("Like the system"), "en": "English", "de": "Deutsch"}
    _add_choice(menu.addMenu(icons.icon("languages", muted), tr("Language")), LANGUAGE, languages, settings)
    menu.addSeparator()
    menu.addAction(actions[Name.SETTINGS])
    below = menu.addMenu(icons.icon("circle-help", muted), tr("Help"))
    for name in HELP:
        below.addAction(actions[name])
    menu.addSeparator()
    menu.addAction(actions[Name.SIGN_OUT])
    menu.addAction(actions[Name.FORGET])
    menu.addAction(actions[Name.QUIT])
    return menu


def _add_choice(below: QMenu, setting: Setting[str], choices: dict[str, str], settings: Settings) -> None:
    group = QActionGroup(below)
    for value, words in choices.items():
        action = below.addAction(words)
        action.setCheckable(True)
        action.setChecked(settings.get(setting) == value)
        action.triggered.connect(_putter(settings, setting, value))
        group.addAction(action)


def _putter(settings: Settings, setting: Setting[str], value: str) -> Callable[[bool], None]:
    return lambda _checked: settings.put(setting, value)
