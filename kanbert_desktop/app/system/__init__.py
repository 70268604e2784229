"""Integration with the operating system and other processes of this program.

May import QtCore, QtNetwork and D-Bus; contains no widgets.
"""
