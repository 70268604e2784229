"""The inbox: what others changed on the cards the user follows."""
