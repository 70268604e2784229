"""The operating system and this process: event loop, instance lock, handover, desktop session, notifications.

It may import QtCore, QtNetwork and `domain`; it knows neither boards nor accounts.
"""
