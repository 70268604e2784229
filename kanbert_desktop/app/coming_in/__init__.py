"""The ways in, out and over to another account: what was typed or preset, the attempt, and what is kept of it.

May use every room below; never draws.
"""
