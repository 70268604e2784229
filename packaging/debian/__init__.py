"""Lays the frozen program out as a Debian package: tree, dependencies, control file, and the validators' word on it.

May touch `bundle`, `freedesktop`, `devtools` and the standard library; never the application.
"""
