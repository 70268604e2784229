"""The tray: optional, and only where the desktop really has one.

Knows the application and the main window it stands for.
"""
