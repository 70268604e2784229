"""What an administrator fixed for everybody on this computer: one small file beside no profile."""

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kanbert_desktop.app.accounts.ways_in import Redirect
from kanbert_desktop.app.options import Options
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.net.origin import read_origin

log = logging.getLogger(__name__)
FILE = "settings.json"
MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Preset:
    """None: left to the person. `damaged` is the file that could not be read, for `doctor`."""

    server: str | None = None
    client_id: str | None = None
    redirect: Redirect | None = None
    damaged: Path | None = None

    def under(self, options: Options) -> "Preset":
        """With what options and variables say, which win."""
        return replace(
            self, server=options.server or self.server, client_id=options.client_id or self.client_id
        )


NOTHING = Preset()


def preset_files() -> list[Path]:
    """Where it is looked for, the most important first; the first file that is there counts."""
    from platformdirs import PlatformDirs  # noqa: PLC0415  costs time, and only the first page asks

    folders = PlatformDirs("kanbert-desktop", appauthor=False, multipath=True).site_config_dir
    return [Path(folder) / FILE for folder in folders.split(os.pathsep)]


def read_preset(files: Iterable[Path]) -> Preset:
    """Keys: `server`, `client_id`, `redirect_port`, `redirect_localhost`. A damaged file counts as none."""
    for path in files:
        try:
            with path.open("rb") as file:
                return _understood(json.loads(file.read(MOST_BYTES)))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, InvalidInput) as error:
            log.warning("The administrator's settings in %s are ignored: %s", path, type(error).__name__)
            return Preset(damaged=path)
    return NOTHING


def _understood(told: object) -> Preset:
    """Keys that are not ours are left alone. `ValueError` or `InvalidInput` for values that cannot be."""
    if not isinstance(told, dict):
        raise ValueError("no object")  # noqa: TRY004  a damaged file, as unreadable JSON is
    server, client_id = _text(told, "server"), _text(told, "client_id")
    port, localhost = told.get("redirect_port"), told.get("redirect_localhost")
    if port is not None and (type(port) is not int or not 0 < port < 65_536):
        raise ValueError("redirect_port")
    if localhost not in (None, True, False):
        raise ValueError("redirect_localhost")
    redirect = None if port is None and localhost is None else Redirect(port, bool(localhost))
    return Preset(read_origin(server) if server else None, client_id, redirect)


def _text(told: dict[str, object], name: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(name)
    return (value or "").strip() or None
