"""Adds what is made while the wheel is built: the tables from which verbs translate. Hatchling loads this file."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """The tables are written to a temporary folder, which is kept until the wheel is complete."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's own
        root = Path(self.root)
        sys.path[:0] = [str(root), str(root / "packaging")]
        from devtools.translation_tables import write_tables  # noqa: PLC0415  on the path only now

        self._folder = tempfile.TemporaryDirectory(prefix="kanbert-wheel-")
        for table in write_tables(root / "resources" / "translations", Path(self._folder.name)):
            build_data["force_include"][str(table)] = f"kanbert_desktop/_resources/translations/{table.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        self._folder.cleanup()
