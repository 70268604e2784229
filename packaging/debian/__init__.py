"""Builds the Debian package of the frozen program: tree, dependencies, control file, validation.

It may import `bundle`, `freedesktop`, `devtools` and the standard library; never the application.
"""
