"""The system packages of each desktop. `dev.py` reads them before there is an environment, so nothing else is imported."""

from collections.abc import Mapping, Sequence

DESKTOP_PACKAGES: Mapping[str, Sequence[str]] = {
    "gnome": (
        "gnome-shell gnome-session-bin mutter-common-bin pipewire wireplumber xdg-desktop-portal xdg-desktop-portal-gnome "
        "nautilus adwaita-icon-theme ibus ibus-libpinyin ibus-anthy fonts-noto-cjk"
    ).split(),
    "sway": (
        "sway grim wl-clipboard xdg-desktop-portal xdg-desktop-portal-gtk gsettings-desktop-schemas "
        "nautilus adwaita-icon-theme"
    ).split(),
    "kwin": (
        "kwin-wayland kwin-style-breeze plasma-workspace xdg-desktop-portal-kde libkscreen-bin "
        "wl-clipboard nautilus adwaita-icon-theme"
    ).split(),
}
"""Beyond those of the window and the tests; "a|b" means the first that the distribution has."""
