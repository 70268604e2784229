"""Whether there is a newer version: looks for a signed file once a day, where a build has an address for it.

May ask `net` for that one file, and keeps it in the profile; only tells, and never loads or installs a program.
"""
