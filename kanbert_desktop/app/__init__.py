"""Application services: accounts, boards, settings, and the life cycles behind them.

May import QtCore, QtNetwork and every package below `app`; contains no widgets.
"""
