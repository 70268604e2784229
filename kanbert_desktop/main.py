"""Entry point: runs a verb or opens the window and returns the exit code."""

import gc
import os
import sys
import time

from kanbert_desktop.startup import (
    LAZY_MODULES,
    MSGSPEC_PARTS,
    forbid_core_dumps,
    import_lazily,
    import_parts_lazily,
    import_without,
    input_method_variables,
    platform_theme_arguments,
    remove_import_hook,
)
from kanbert_desktop.startup_acceleration import (
    accelerate_qt,
    end_acceleration,
    set_up_heap,
    start_with_code_file,
)

TYPE_CHECKING = False
"""Type checkers take it for true. Like other modules, `typing` is imported from the file of code."""
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from kanbert_desktop.app.application import Application
    from kanbert_desktop.app.crash_reports.native_crashes import CrashFile
    from kanbert_desktop.app.crash_reports.reports import CrashReportHandler
    from kanbert_desktop.domain.events import SignedIn
    from kanbert_desktop.startup_acceleration.code_file import CodeFile
    from kanbert_desktop.store.database import OpenedStore
    from kanbert_desktop.ui.window.main_window import MainWindow

PAINT_SECONDS = 0.5
_VERB_ALLOCATIONS = 50_000
"""Objects that a verb creates before it looks for garbage among them."""

# Neither a verb nor the first paint of a window waits for imports needed later: hence the imports inside functions (`startup`).


def run(arguments: "Sequence[str] | None" = None) -> int:
    """`arguments` are those of the command line. Returns an exit code (cli/COMMAND_LINE.md, "Exit codes")."""
    forbid_core_dumps()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["__boards"], ["__views"], ["__templates"]):
        from kanbert_desktop.cli.completion_words import print_words  # noqa: PLC0415

        return print_words(given[0], given[1:])
    if given[:1] == ["__desktop-search"]:
        from kanbert_desktop.cli.desktop_search import serve_search  # noqa: PLC0415

        return serve_search(given[1:])
    # The window goes on so: see `_open_or_raise_window`.
    gc.disable()
    code = start_with_code_file()
    # `pathlib` imports `urllib.parse`, which needs it for addresses of hosts.
    import_lazily("ipaddress")
    if not given:
        from kanbert_desktop.cli.options import without_arguments  # noqa: PLC0415  from the file of code

        return _run_window(without_arguments(), code)
    gc.enable()
    from kanbert_desktop.cli.arguments import (  # noqa: PLC0415  from the file of code
        parse_arguments,
        validate_arguments,
    )
    from kanbert_desktop.cli.options import UsageError  # noqa: PLC0415  likewise

    try:
        given = validate_arguments(given)
        found = parse_arguments(given)
    except UsageError as error:
        from kanbert_desktop.cli.verb_runner import report_usage_error  # noqa: PLC0415

        return report_usage_error(given, error)
    if found.verb is not None:
        if code is not None:
            code.uninstall()
        return _run_verb(given, found)
    return _run_window(found, code)


def _run_verb(given: "Sequence[str]", found: "argparse.Namespace") -> int:
    # What a short verb creates is not garbage before its end, and the system takes it back then: 20 ms less.
    gc.set_threshold(_VERB_ALLOCATIONS)
    # `logging` prints tracebacks, and asyncio asks `inspect` about functions, neither of which a verb usually has.
    for module in ("asyncio", "hashlib", "html", "inspect", "traceback"):
        import_lazily(module)
    from kanbert_desktop.cli.verb_runner import run_verb  # noqa: PLC0415

    try:
        return run_verb(given, found)
    finally:
        gc.freeze()


def _run_window(found: "argparse.Namespace", code_file: "CodeFile | None") -> int:
    try:
        return _open_or_raise_window(found, code_file)
    except Exception as error:  # noqa: BLE001  a bug also ends in one line and exit code 1
        from contextlib import suppress  # noqa: PLC0415  seldom needed

        from kanbert_desktop.cli.errors import report_error  # noqa: PLC0415
        from kanbert_desktop.cli.output import Output, write_to_streams  # noqa: PLC0415

        code = report_error(error, Output(write_to_streams, as_json=found.json))
        # If no window can be shown either, the line above is all there is.
        with suppress(Exception):
            _require_screen()
            from kanbert_desktop.cli.errors import show_start_failure  # noqa: PLC0415

            show_start_failure(error, found)
        return code


def _open_or_raise_window(found: "argparse.Namespace", code_file: "CodeFile | None") -> int:
    """Opens the window, or raises the one that is open on this profile."""
    _require_screen()
    # Almost everything created during a start stays: not looking for garbage saves 18 ms of it. Later the event loop
    # collects (`app.system.event_loop`). Measured by `dev.py bench startup_optimisations`.
    gc.disable()
    set_up_heap()
    if code_file is not None:
        code_file.read_together()
    for module in LAZY_MODULES:
        import_lazily(module)
    accelerate_qt(code_file)
    remove_import_hook()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    import_parts_lazily("msgspec", MSGSPEC_PARTS)
    import_without("msgspec", "typing_extensions")
    from kanbert_desktop.app.application import Application  # noqa: PLC0415
    from kanbert_desktop.app.crash_reports.native_crashes import open_crash_file  # noqa: PLC0415
    from kanbert_desktop.app.crash_reports.reports import (  # noqa: PLC0415
        CrashReports,
        install_exception_hooks,
    )
    from kanbert_desktop.app.environment import Environment, silence_console_logging  # noqa: PLC0415
    from kanbert_desktop.app.system.instance_lock import InstanceLock  # noqa: PLC0415
    from kanbert_desktop.cli.options import options_from  # noqa: PLC0415

    silence_console_logging()
    os.environ.update(input_method_variables(os.environ))
    app = QApplication(["kanbert-desktop", *_answered_theme_arguments()])
    app.setApplicationName("kanbert-desktop")
    # The app id on Wayland, by which a desktop finds name and icon: else it is the name of the executable, "python3".
    app.setDesktopFileName("kanbert-desktop")
    app.setQuitOnLastWindowClosed(False)
    chosen = options_from(found)
    environment = Environment.for_options(chosen)
    recorder = install_exception_hooks(CrashReports(environment.reports))
    restarts = False

    def alone() -> int:
        nonlocal restarts
        application = Application(environment, chosen)
        with open_crash_file(environment.reports) as crashes:
            code = _show(app, application, recorder, crashes, code_file)
        restarts = application.restarts
        return code

    lock = InstanceLock(environment.profile)
    if lock.try_acquire():
        with lock:
            code = alone()
    else:
        from kanbert_desktop.app.system.activation import given_token  # noqa: PLC0415
        from kanbert_desktop.cli.handover import (  # noqa: PLC0415
            OTHER_SCREEN_CODE,
            RAISE_REQUEST,
            raise_window_request,
            request_factory,
            run_or_hand_over,
        )

        words = raise_window_request(chosen, given_token())
        request = request_factory(words, RAISE_REQUEST, chosen, environment)
        code = run_or_hand_over(environment, request, alone)
        if code == OTHER_SCREEN_CODE:
            from kanbert_desktop.domain.errors import NotReady  # noqa: PLC0415

            raise NotReady("open_on_another_screen")
    if restarts:
        from kanbert_desktop.app.system.installed_program import start_again  # noqa: PLC0415  seldom needed

        start_again([] if chosen.link else sys.argv[1:])
    return code


def _answered_theme_arguments() -> list[str]:
    """Without those of a portal that does not answer: Qt would wait for it."""
    arguments = platform_theme_arguments(os.environ)
    if not arguments:
        return []
    from kanbert_desktop.app.system.portal_presence import portal_answers  # noqa: PLC0415  for bundles alone

    return arguments if portal_answers(os.environ) else []


def _require_screen() -> None:
    """Qt itself would abort without a message."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        from kanbert_desktop.domain.errors import NotReady  # noqa: PLC0415

        raise NotReady("no_screen")


def _show(
    app: "QApplication",
    application: "Application",
    recorder: "CrashReportHandler",
    crashes: "CrashFile | None",
    code_file: "CodeFile | None" = None,
) -> int:
    """Loads the boards from disk and paints before the loop, the network and the keyring start."""
    window = _open_window(app, application)
    _wait_for_first_paint(app, window)
    end_acceleration()
    if code_file is not None:
        code_file.uninstall()
    from PySide6.QtGui import QPixmapCache  # noqa: PLC0415

    from kanbert_desktop.app.log_file import start_log_file  # noqa: PLC0415
    from kanbert_desktop.app.qt_messages import log_qt_messages  # noqa: PLC0415
    from kanbert_desktop.app.system.event_loop import run_on_qt  # noqa: PLC0415
    from kanbert_desktop.ui.window.link_handler import ExternalUrlHandler  # noqa: PLC0415
    from kanbert_desktop.ui.window.startup import announce_crash_reports, finish_start, offer_crash_reports  # noqa: PLC0415

    finish_start(app, window, code_file.save if code_file is not None else None)
    start_log_file(application.environment, application.options)
    announce_crash_reports(recorder, application, app)
    offer_crash_reports(application, window)
    ExternalUrlHandler(window)
    with log_qt_messages(crashes):
        # Otherwise Qt empties this cache bit by bit, and wakes up every ten seconds for it.
        return run_on_qt(app, _run_until_quit(application, window), QPixmapCache.clear)


def _open_window(app: "QApplication", application: "Application") -> "MainWindow":
    """Opens the account, then the window; or first the window, which says so, if the account's file has to be updated."""
    from kanbert_desktop.domain.errors import KanbertError  # noqa: PLC0415
    from kanbert_desktop.ui.window.startup import open_window  # noqa: PLC0415

    problem: KanbertError | None = None
    early: list[MainWindow] = []

    def show_update(open_file: "Callable[[], OpenedStore]") -> "OpenedStore":
        from kanbert_desktop.ui.window.file_update import run_beside_window  # noqa: PLC0415  once after an update

        early.append(open_window(application))
        _wait_for_first_paint(app, early[0])
        return run_beside_window(open_file)

    application.current_account.update_file = show_update
    try:
        application.open_chosen_account()
    except KanbertError as error:
        problem = error
    window = early[0] if early else open_window(application)
    if early:
        window.show_current_account()
    if problem is not None:
        window.show_error(problem)
    return window


def _wait_for_first_paint(app: "QApplication", window: "MainWindow") -> None:
    """Waits for the first paint, at most half a second, before anything expensive starts."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415

    give_up = time.monotonic() + PAINT_SECONDS
    handle = window.windowHandle()
    while handle is not None and not handle.isExposed() and time.monotonic() < give_up:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    app.processEvents()


def _raise_after_sign_in(window: "MainWindow", event: "SignedIn") -> None:
    """Raises the window after a sign-in by browser. Wayland may not allow it, and nothing depends on it (S24)."""
    if not event.with_token:
        window.bring_to_front()


async def _run_until_quit(application: "Application", window: "MainWindow") -> int:
    from kanbert_desktop.app.system.system_events import stop_on_signals  # noqa: PLC0415  after the first paint

    # From before another process can find this one until the very end: a log-off sends several signals, and none may interrupt
    # the start or the closing.
    with stop_on_signals(application.request_quit):
        return await _serve_until_quit(application, window)


async def _serve_until_quit(application: "Application", window: "MainWindow") -> int:
    """Runs until the user quits. Then saves edits in bounded time and closes everything in reverse order."""
    from functools import partial  # noqa: PLC0415  from the file of code

    from kanbert_desktop.app.system.power import EconomyMonitor  # noqa: PLC0415  after the first paint
    from kanbert_desktop.app.system.system_events import WakeMonitor  # noqa: PLC0415
    from kanbert_desktop.app.system.window_requests import WindowRequests  # noqa: PLC0415
    from kanbert_desktop.cli.handover import serve_verbs  # noqa: PLC0415
    from kanbert_desktop.domain.events import SignedIn, SyncStatusChanged  # noqa: PLC0415  after the first paint
    from kanbert_desktop.ui.window.startup import (  # noqa: PLC0415
        check_for_updates,
        follow_desktop_settings,
        start_desktop_integration,
        watch_desktop_session,
        watch_installation,
    )

    integration = start_desktop_integration(application, window)
    session = watch_desktop_session(application, integration)
    requests = WindowRequests(
        raise_window=window.bring_to_front,
        open_capture=integration.capture_controller.open,
        follow_link=integration.link_handler.open_link,
        find=integration.find_cards,
        show_my_work=integration.show_my_work,
        prepare=integration.prepare_activation,
    )
    server = serve_verbs(application, requests)
    wake_monitor = WakeMonitor(application.wake_sync, application.current_account.now, application.on_minute)
    stop_following = application.bus.subscribe(SyncStatusChanged, lambda _event: wake_monitor.coincide())
    if sys.platform == "linux":
        from kanbert_desktop.app.system.application_bus import ApplicationBus  # noqa: PLC0415  after the first paint

        bus = ApplicationBus(requests)
        application.tasks.start("bus-name", bus.serve())
        wake_monitor.ticked.connect(bus.retry)
        wake_monitor.ticked.connect(follow_desktop_settings(application, window.theme).retry)
        integration.watch_capture_key(wake_monitor.ticked)
    economy = EconomyMonitor(application.current_account.set_economy, wake_monitor.resume)
    if sys.platform != "linux":
        economy.follow_network()
    application.tasks.start("power", economy.watch_bus())
    wake_monitor.ticked.connect(economy.retry)
    application.bus.subscribe(SignedIn, partial(_raise_after_sign_in, window))
    application.tasks.start("go-live", window.go_online())
    check_for_updates(application, window)
    watch_installation(application, window)
    try:
        await application.wait_for_quit()
    finally:
        stop_following()
        wake_monitor.deleteLater()
        await session.close()
        integration.hide_and_save()
        await server.close()
        await integration.close()
        await application.close()
        window.deleteLater()
    return 0
