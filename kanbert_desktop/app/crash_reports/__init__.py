"""Faults of ours: caught wherever they surface, kept as small reports on this computer, and never sent.

May write into the profile's `reports` folder, and hang on to Python's hooks and Qt's message handler; knows no desk.
"""
