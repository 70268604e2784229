"""Scenarios of a user on real desktops without a screen: GNOME and others, each with its own home, buses and keyring.

It may import `devtools` and the screen reader of the tests; never the application, which runs as an installed program.
"""
