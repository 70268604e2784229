"""The verbs of the command line, on the same services as the window.

Imports `app` and prints; imports no package below it, and no widgets.
"""
