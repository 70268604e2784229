"""Proves the packages on a Debian that has nothing: installs them, sits down as an ordinary person, removes them.

May touch `bundle`, `debian`, `portable`, `devtools` and the screen reader of the tests; never the application's code.
"""
