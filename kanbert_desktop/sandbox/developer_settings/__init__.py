"""The web pages Settings → Apps & API: a signed-in user registers applications and creates access tokens, valid at once.

It may import the sandbox's state, Starlette, and pages, login and storage of `oauth`; it knows nothing of `rest`.

Guesses [G], each in one place: the paths (`routes`), accepted redirect URLs (`requests`), an integration's slug
and that it survives a rename (`storage`), the offered lifetimes (`requests.LIFETIMES`).
"""
