"""What this computer remembers: one SQLite file per account, and the one thread that writes to it.

May use sqlite3 and the domain; never the network, Qt or `await`, and it decides nothing.
"""
