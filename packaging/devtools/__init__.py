"""Developer tools: environment, system packages, virtual screen, checks, locks.

It may import the standard library only, because it runs before anything is installed; never the application.
"""
