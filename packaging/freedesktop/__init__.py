"""Builds what a Linux desktop needs of an application: desktop entry, metadata, icons, man page, completion.

It may import `bundle`, `devtools` and, for the man page, the application's argument table; run by the bundle's Python.
"""
