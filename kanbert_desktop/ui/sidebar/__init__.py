"""The left side: account, places, favourites, clients with their boards, and the state of the sync; folded to a rail.

Shows what the desk says; the workspace acts.
"""
