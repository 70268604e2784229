"""What a person sees and touches: the window, the board, the pages, their look.

May touch the desk, the bus and the settings of `app` and the values of `domain`; the only room that draws, and it never waits.
"""
