"""Taking back: what was done here, step by step, and its opposites, also in a later process.

Works on the ledger and the history; never on the network.
"""
