"""The guided tour: a user's first day with the program, on a virtual screen, with screenshots.

It may import the developer tools, and the application's entry point and window; nothing imports it.
"""
