"""Cards in the desktop's own search: the overview of GNOME and KRunner. Without Qt, network and window.

The desktop starts a process over D-Bus when the user types, and that process reads the account's file.
"""
