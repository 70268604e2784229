"""Freezes the program into one folder that needs no Python: environment, PyInstaller, what goes, what is looked at.

May touch `devtools` and the standard library, and inside the spec PyInstaller; never the application.
"""
