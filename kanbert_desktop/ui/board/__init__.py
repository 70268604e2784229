"""The board page: columns of painted cards, quick add, rename, drag and drop, and the panel of one card.

May touch the desk, the bus, the theme and the icons; cards are values here, and every wish goes to the desk.
"""
