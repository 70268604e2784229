"""The desktops that the scenarios know."""

from collections.abc import Mapping

from desktop_tests.desktop import Desktop
from desktop_tests.gnome import GnomeDesktop
from desktop_tests.kwin import KwinDesktop
from desktop_tests.sway import SwayDesktop

DESKTOPS: Mapping[str, type[Desktop]] = {
    desktop.name: desktop for desktop in (GnomeDesktop, SwayDesktop, KwinDesktop)
}
