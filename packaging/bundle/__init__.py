"""Freezes the program into one folder that needs no Python: environment, PyInstaller, trimming, inspection.

It may import `devtools` and the standard library, and PyInstaller inside the spec; never the application.
"""
