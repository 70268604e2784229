"""A local Kanbert server on 127.0.0.1 for demos and tests: OAuth server, REST API, sample data, in a process of its own.

It may import Starlette, uvicorn, oauthlib, sqlite3 and `resources`; no other package of the application. With `--control` the API of
`control` runs beside it. Endpoints that Kanbert does not have: `/openapi.json`, the welcome page and its style sheet.

Switches and their defaults. Each is a guess [G], because no page documents it (KANBERT_API.md 7.1):

loopback_any_port = True        [G] a registered http://127.0.0.1 URL matches with any port (RFC 8252 7.3)
issue_refresh_token = True      [G] the token response contains a refresh token, valid for one use
refresh_grace_seconds = 0       [G] how long a used refresh token still works before a second use revokes the family
token_seconds = 3600            [G] lifetime of an access token
code_seconds = 60               [G] lifetime of an authorization code
revocation_endpoint = False     [G] POST /oauth/revoke (RFC 7009)
metadata_document = False       [G] GET /.well-known/oauth-authorization-server (RFC 8414)
issuer_parameter = False        [G] `iss` in the redirect to the application (RFC 9207)
remembers_consent = False       [G] an application that was allowed before needs no second consent (as in Passport)
pkce_beside_secret = True       [G] a confidential client may send a challenge, too
page_limit = 30                 [G] larger page sizes are silently reduced to this
cursor_tie_break = True         [G] cursors contain the id, too; False skips equal values at a page's edge, as Laravel does
filter_external_id = True       [G] tasks can be filtered by external_id
sub_tasks_default = "with"      [G] the meaning of a missing sub_tasks_in_list
task_writes = True              [G] the assumed paths of 7.2 exist; False leaves only DELETE
comments_readable = True        [G] GET /tasks/{id}/comments exists
efforts_readable = True         [G] GET /efforts exists
efforts_grantable = True        [G] an account may grant efforts:read; False refuses the scope at the sign-in
distinct_updated_at = False     [G] True increments updated_at by a second if two writes would share one
passport_errors = False         [G] errors of the token endpoint as Laravel Passport words them, with `hint` and `message`
long_tokens = False             [G] tokens as long as Passport's: about a thousand characters

Behaviours are named sets of switches (`context.BEHAVIOURS`): "kanbert" is the defaults above, "passport" the defaults of Laravel
Passport as far as KANBERT_API.md 1 records them.

Guesses without a switch, each in one place: relation filters, UTC, Monday, what a day means, null in `ne` (rest/filter_sql.py), nested
brackets, `and` before `or`, no escapes (rest/filter_parsers.py), cursors and what guests see (rest/sql_clauses.py), default sort and page
sizes (rest/paging.py), the aliases of computed fields (rest/resources.py), TaskData's fields (rest/serializers.py), task bodies
(rest/validation.py), who may write (rest/tasks.py), error responses (errors.py).

Not a guess but the sandbox's own: prefilled_login = False; True fills in the demo user, for a sandbox whose printed credentials
nobody sees because the window started it.
"""
