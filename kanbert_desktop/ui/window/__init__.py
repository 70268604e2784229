"""The main window: its frame, banners, menus and what it starts.

It may import every other package of `ui`, `app` and `domain`.
"""
