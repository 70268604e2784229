"""The names under which this program is known on the session bus."""

APPLICATION = "kanbert.Desktop"
"""The window's. A bus name has at least two parts, so it cannot be the name of the desktop file."""
APPLICATION_PATH = "/kanbert/Desktop"
SEARCH = "kanbert.Desktop.Search"
"""The search provider's, which is a process of its own."""
SEARCH_PATH = "/kanbert/Desktop/Search"
