"""What a user does with boards: reads, edits, undo, search, export.

Reads the mirror and queues changes; never waits for the network.
"""
