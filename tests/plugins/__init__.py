"""Holds what every test stands on: isolated folders, a virtual screen, a private keyring, the Qt loop.

May touch pytest, Qt and the development tools; never a room of the application.
"""
