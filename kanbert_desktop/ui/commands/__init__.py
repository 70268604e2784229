"""The commands of the window, their shortcuts and the sheet that lists them.

It may import `ui.widgets` and `ui.style`, `app` and `domain`.
"""
