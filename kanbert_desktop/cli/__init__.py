"""The verbs of the command line, over the same desk as the window.

May touch the application room and print; never the rooms below it, and never a widget.
"""
