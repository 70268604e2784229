"""Makes what a Linux desktop wants of an application: entry, metadata, icons, man page, completion; one tree for all.

May touch `bundle`, `devtools` and, for the man page, the application's own argument table; run by the bundle's Python.
"""
