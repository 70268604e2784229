"""Who you are: the sign-in through a browser, tokens and their renewal, the system's keyring.

May touch net, keyring, secretstorage, jeepney, oauthlib and QtNetwork; never knows boards or stores, and opens no
window by itself.
"""
