"""pytest plug-ins: isolated folders, a virtual screen, a private keyring, the Qt event loop.

They may import pytest, Qt and the developer tools; of the application only its language.
"""
