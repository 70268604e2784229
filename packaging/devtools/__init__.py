"""Holds what developing needs: environment, system packages, virtual screen, checks, lock.

May touch the standard library alone, because it runs before anything is installed; never the application.
"""
