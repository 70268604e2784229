"""Tests the packages on a minimal Debian: installs them, uses the program as an ordinary user, removes them.

It may import `bundle`, `debian`, `tarball`, `devtools` and the screen reader of the tests; never the application.
"""
