"""The sync engine: makes this computer and the server agree (pull, reconcile, push), and decides when.

May import store, api, net's errors and domain. No Qt, no SQL and no URLs.
"""
