"""Packs the frozen program as one archive that a user installs below their home, without root.

It may import `bundle`, `debian` for the linked libraries, `freedesktop`, `devtools` and the standard library.
"""
