"""Local storage: one SQLite file per account, and the one thread that writes to it.

May import sqlite3 and the domain. No network, Qt or `await`, and no decisions.
"""
