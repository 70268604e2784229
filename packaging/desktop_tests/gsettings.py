"""Desktops whose look is set by GNOME's settings; programs are told by the portal."""

from __future__ import annotations

from desktop_tests.desktop import Desktop

INTERFACE, ACCESSIBILITY = "org.gnome.desktop.interface", "org.gnome.desktop.a11y.interface"
BACKEND = {"GSETTINGS_BACKEND": "keyfile"}
"""A file of the session, which needs no service."""


class GSettingsDesktop(Desktop):
    def set_dark(self, on: bool) -> None:
        self.set(INTERFACE, "color-scheme", "prefer-dark" if on else "default")

    def set_high_contrast(self, on: bool) -> None:
        self.set(ACCESSIBILITY, "high-contrast", "true" if on else "false")

    def set_text_scale(self, factor: float) -> None:
        self.set(INTERFACE, "text-scaling-factor", str(factor))

    def set(self, schema: str, key: str, value: str) -> None:
        self.session.run("gsettings", "set", schema, key, value)
