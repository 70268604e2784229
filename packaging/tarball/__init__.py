"""Packs the frozen program as one archive that a person installs below their own home, without root.

May touch `bundle`, `debian` for what is linked, `freedesktop`, `devtools` and the standard library.
"""
