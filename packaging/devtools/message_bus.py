"""A private D-Bus on which every program may own any name and call any other."""

from __future__ import annotations

from pathlib import Path

SESSION, SYSTEM = "session", "system"
STANDARD_SERVICES = "<standard_session_servicedirs/>"
"""The bus starts whatever the computer has installed."""
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>{kind}</type>
  <listen>{address}</listen>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def bus_command(folder: Path, address: str, kind: str = SESSION, services: str = "") -> list[str]:
    """Writes the configuration into `folder`; returns the command. `services` is what the bus starts when it is called."""
    configuration = folder / f"{kind}-bus.conf"
    configuration.write_text(_CONFIGURATION.format(kind=kind, address=address, services=services), "utf-8")
    return ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"]
