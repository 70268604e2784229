"""OAuth sign-in through a browser, tokens and their refresh, the system's keyring.

May import net, keyring, secretstorage, jeepney, oauthlib and QtNetwork. Knows no boards or stores, and opens no window.
"""
