"""Shows news to the person: by the desktop's own notices, by the tray, or in the window, as was chosen.

What is news is decided in `app/notifying`.
"""
