"""The panel of one card, at the right of the board and never modal.

May touch the desk and the board's gestures; each file is one part of the panel.
"""
