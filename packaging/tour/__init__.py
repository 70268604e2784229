"""Holds the guided tour: a person's first day with the program, on a virtual screen, with pictures.

May touch the development tools, the application's front door and its window from outside; nothing imports it.
"""
