"""Settings → Apps & API: a signed-in person registers applications and makes access tokens; at once in force.

May touch the world, Starlette and the OAuth half's pages, login and grants; never the REST half.

Guesses [G], each in one place: the paths (`routes`), which redirect URLs are taken (`addresses`), an integration's slug
and that it outlives a new name (`slugs`, `registry.change`), the lifetimes on offer (`forms.LIFETIMES`).
"""
