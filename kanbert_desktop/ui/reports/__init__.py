"""Holds what a person sees of faults: the offer at the next start, and the report itself to read and copy.

May ask `app.faults` for the reports that lie on this computer; sends nothing anywhere.
"""
