"""`integrate`: installs the files by which a Linux desktop knows this program, for a wheel or a checkout."""

import argparse
import logging
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.system import desktop_files
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.output import Output, write_to_streams
from kanbert_desktop.domain.errors import InvalidInput, StoreError
from kanbert_desktop.store.durable_files import replace_file

_READABLE = 0o644
_BUS_SECONDS = 10.0
"""How long a slow session bus is waited for."""
log = logging.getLogger(__name__)


def run_integrate(arguments: argparse.Namespace, _options: Options) -> None:
    """Repeating it changes nothing. Raises `InvalidInput` on other systems, and `StoreError` for a folder that rejects writes."""
    if sys.platform != "linux":
        raise InvalidInput("integrate_elsewhere")
    share = desktop_files.user_folder()
    paths = _remove(share) if arguments.remove else _install(share)
    _list_handlers(share)
    _reload_services()
    output = Output(write_to_streams, as_json=arguments.json)
    if arguments.remove:
        output.print_document({"removed": list(map(str, paths))}, map(str, paths))
        return
    output.print_document({"installed": list(map(str, paths))}, map(str, paths))
    if not desktop_files.is_gnome_search_installed():
        _print_gnome_note(output, share / desktop_files.SEARCH_PROVIDER)


def _install(share: Path) -> list[Path]:
    paths = []
    for name, content in desktop_files.file_contents(program_command()).items():
        path = share / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
            path.chmod(_READABLE)
        except OSError as error:
            raise StoreError("verb_unwritable", path=str(path)) from error
        paths.append(path)
    return paths


def _remove(share: Path) -> list[Path]:
    """Removes a folder with its last file. Returns the files that there were."""
    return [
        path
        for name in (*desktop_files.SOURCES, *desktop_files.ICONS)
        if _removed(path := share / name, share)
    ]


def _removed(path: Path, share: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError("verb_unwritable", path=str(path)) from error
    for folder in _folders_inside(path, share):
        try:
            folder.rmdir()
        except OSError:
            break
    return True


def _folders_inside(path: Path, share: Path) -> Iterator[Path]:
    return (folder for folder in path.parents if share in folder.parents)


def _print_gnome_note(output: Output, provider: Path) -> None:
    """The command is a line of its own, to be copied."""
    output.print_note(
        tr("GNOME reads search providers from system folders only. To find cards in its overview, run once:")
    )
    target = f"/usr/local/share/{desktop_files.SEARCH_PROVIDER}"
    output.print_note(f"sudo install -D -m 644 {shlex.quote(str(provider))} {target}")


def _list_handlers(share: Path) -> None:
    """Desktops look up who opens a link in a list that their program makes of all entries."""
    entries, program = (share / desktop_files.ENTRY).parent, shutil.which("update-desktop-database")
    names = [path.name for path in entries.iterdir()] if entries.is_dir() else []
    if names == [Path(desktop_files.HANDLERS).name]:
        # It listed our entries alone.
        _removed(share / desktop_files.HANDLERS, share)
    elif names and program is not None:
        subprocess.run([program, "-q", str(entries)], stdin=subprocess.DEVNULL, check=False)  # noqa: S603  found on the path


def _reload_services() -> None:
    """A bus that has been running for longer than the folder exists does not look into it by itself."""
    try:
        from jeepney import message_bus  # noqa: PLC0415  for this verb alone
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415

        with open_dbus_connection(bus="SESSION", auth_timeout=_BUS_SECONDS) as connection:
            connection.send_and_get_reply(message_bus.ReloadConfig(), timeout=_BUS_SECONDS)
    except Exception as error:  # noqa: BLE001  without a bus, the next one reads them
        log.info("The session bus was not asked to read its services again: %s", type(error).__name__)
