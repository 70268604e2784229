"""Opens the window, then what follows the first paint. Nothing here blocks."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.native_crashes import collect_native_crashes
from kanbert_desktop.app.crash_reports.reports import CrashReports
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.settings import (
    DENSITY,
    DESKTOP,
    LANGUAGE,
    SINGLE_KEYS,
    TEXT_SIZE,
    THEME,
    TRAY,
    DesktopPreferences,
    Settings,
)
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.events import UnexpectedError
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.sidebar.sync_status import draw_state_icons
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from kanbert_desktop.app.crash_reports.reports import CrashReportHandler
    from kanbert_desktop.app.system.desktop_settings import DesktopSettings
    from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration, SessionEndHandler

SAVE_DELAY_MS = 1_000
_APPEARANCE_SETTINGS = frozenset({THEME.name, TEXT_SIZE.name, DENSITY.name})


def open_window(application: Application) -> MainWindow:
    """Call after `application.open_chosen_account()`; after the first paint, await `window.go_online()`."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        raise TypeError("a QApplication comes first")
    settings = application.settings
    use_language(qt, settings.get(LANGUAGE), resource("translations"))
    single_keys.is_on = settings.get(SINGLE_KEYS)
    theme = Theme(
        qt,
        settings.get(THEME),
        text_scale(settings),
        compact=is_compact(settings),
        desktop=DesktopPreferences.from_text(settings.get(DESKTOP)),
        has_style_sheet=False,
    )
    window = MainWindow(application, theme, application.current_account.now)
    apply_setting_changes(application, qt, theme)
    theme.apply_style_sheet()
    # If no tray appears, `Tray` does so after a while.
    if not application.options.hidden:
        window.show()
    elif not settings.get(TRAY):
        window.show_minimised()
    return window


def finish_start(qt: QApplication, window: MainWindow, save_code: Callable[[], object] | None) -> None:
    """Sets the icon of the window, and a second later keeps what makes the next start quicker."""
    qt.setWindowIcon(icons.application_icon())

    def save() -> None:
        icons.rendered_icons().save()
        if save_code is not None:
            save_code()

    def draw_and_save() -> None:
        draw_state_icons(window.theme, window.devicePixelRatioF())
        Thread(target=save, name="next-start", daemon=True).start()

    QTimer.singleShot(SAVE_DELAY_MS, window, draw_and_save)


def start_desktop_integration(application: Application, window: MainWindow) -> "DesktopIntegration":
    """Starts tray, capture, deep links and notifications, after the first paint."""
    from kanbert_desktop.ui.widgets.resting_cursor import RestingCursor  # noqa: PLC0415
    from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration  # noqa: PLC0415  after the first paint

    integration = DesktopIntegration(application, window.theme, window)
    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        RestingCursor(qt)
    if application.options.capture:
        integration.capture_controller.open()
    if application.options.my_work:
        integration.show_my_work()
    if application.options.find is not None:
        integration.find_cards(application.options.find)
    if application.options.link is not None:
        with suppress(InvalidInput):
            integration.link_handler.open_link(application.options.link)
    return integration


def watch_desktop_session(application: Application, integration: "DesktopIntegration") -> "SessionEndHandler":
    """Watches for the end of the desktop session, by Qt and over the session bus."""
    from kanbert_desktop.ui.window.desktop_integration import SessionEndHandler  # noqa: PLC0415  after the first paint

    return SessionEndHandler(application, integration.save_all, integration)


def announce_crash_reports(
    recorder: "CrashReportHandler", application: Application, qt: QApplication
) -> None:
    """Shows each new crash report once; the handler may be called on any thread."""
    announce_error = partial(application.bus.publish, UnexpectedError())
    recorder.subscribe(lambda: QTimer.singleShot(0, qt, announce_error))


def offer_crash_reports(application: Application, window: MainWindow) -> None:
    """Offers the crash reports of earlier runs, after the first paint. Nothing is sent."""
    from kanbert_desktop.ui.window.startup_banners import CrashReportBanner  # noqa: PLC0415  after the first paint

    reports = CrashReports(application.environment.reports)
    collect_native_crashes(reports)
    if reports.paths():
        CrashReportBanner(reports, window)


def check_for_updates(application: Application, window: MainWindow) -> None:
    """Checks once a day, if this build has an update address and the user has not switched it off."""
    from kanbert_desktop.ui.window.startup_banners import UpdateBanner  # noqa: PLC0415  after the first paint

    if application.update_checker.can_check:
        UpdateBanner(application, window)
        application.tasks.start("updates", application.update_checker.run())


def watch_installation(application: Application, window: MainWindow) -> None:
    """Offers to restart when a package replaces the files of the running program."""
    from kanbert_desktop.app.system.installed_program import InstalledProgram  # noqa: PLC0415  after the first paint
    from kanbert_desktop.ui.window.startup_banners import InstalledVersionBanner  # noqa: PLC0415  likewise

    InstalledVersionBanner(InstalledProgram(window), application, window)


def follow_desktop_settings(application: Application, theme: Theme) -> "DesktopSettings":
    """Follows text size, contrast, motion, accent and colour scheme of the desktop, after the first paint."""
    from kanbert_desktop.app.system.desktop_settings import DesktopSettings  # noqa: PLC0415  after the first paint

    def changed(found: DesktopPreferences) -> None:
        if not QGuiApplication.platformName().startswith("wayland"):
            # On X11 the desktop enlarges all of its pixels instead, and Qt follows that.
            found = DesktopPreferences(
                1.0, found.high_contrast, found.reduced_motion, found.accent, found.color_scheme
            )
        application.settings.put(DESKTOP, found.to_text() if found != DesktopPreferences() else "")
        theme.follow_desktop(found)

    settings = DesktopSettings(changed)
    application.tasks.start("desktop-settings", settings.follow())
    return settings


def apply_setting_changes(application: Application, qt: QApplication, theme: Theme) -> None:
    settings = application.settings

    def changed(name: str) -> None:
        if name in _APPEARANCE_SETTINGS:
            theme.configure(settings.get(THEME), text_scale(settings), compact=is_compact(settings))
        elif name == LANGUAGE.name:
            use_language(qt, settings.get(LANGUAGE), resource("translations"))
        elif name == SINGLE_KEYS.name:
            single_keys.is_on = settings.get(SINGLE_KEYS)
            # Menus, tooltips and hints contain single keys.
            theme.changed.emit()

    settings.subscribe(changed)


def text_scale(settings: Settings) -> float:
    return settings.get(TEXT_SIZE) / 100


def is_compact(settings: Settings) -> bool:
    return settings.get(DENSITY) == "compact"
