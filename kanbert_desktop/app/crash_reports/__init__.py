"""Crash reports: small files on this computer that are never sent.

May install Python's and Qt's hooks and write to the profile's `reports` folder.
"""
