"""A Flask site with Authlib's server. Prints its URL in one line; ends with its standard input.

Authlib leaves storage to its user: here it is memory, and redirect URLs match exactly.
"""

import json
import os
import sys
import threading
import time
from dataclasses import dataclass, field

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from flask import Flask, Response, jsonify, request
from werkzeug.serving import WSGIRequestHandler, make_server

METHODS = ["client_secret_post", "none"]
PAGE = "<form method=post><button name=decision value=allow>Allow</button></form>"
SCOPES = {"task-management:read", "task-management:write"}


@dataclass
class Client(ClientMixin):
    client_id: str
    secret: str
    redirect_uris: list[str]

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uris[0]

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(word for word in scope.split() if word in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002  Authlib's own
        return method == ("client_secret_post" if self.secret else "none")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}


@dataclass
class Token(TokenMixin):
    client: Client
    access_token: str
    refresh_token: str
    scope: str
    revoked: bool = False
    issued: float = field(default_factory=time.time)

    def check_client(self, client: Client) -> bool:
        return client is self.client

    def get_scope(self) -> str:
        return self.scope

    def get_expires_in(self) -> int:
        return 3600

    def is_expired(self) -> bool:
        return time.time() > self.issued + self.get_expires_in()

    def is_revoked(self) -> bool:
        return self.revoked

    def get_user(self) -> str:
        return "mira"

    def get_client(self) -> Client:
        return self.client


@dataclass
class Code:
    code: str
    client_id: str
    redirect_uri: str
    scope: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


clients: dict[str, Client] = {}
codes: dict[str, Code] = {}
tokens: list[Token] = []


def token_of(text: str, *names: str) -> Token | None:
    return next((token for token in tokens for name in names if getattr(token, name) == text), None)


class CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        asked = request.payload
        proof = [asked.data[name] for name in ("code_challenge", "code_challenge_method")]
        codes[code] = Code(code, request.client.client_id, asked.redirect_uri, asked.scope, *proof)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        found = codes.get(code)
        return found if found and found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> str:  # noqa: ARG002  Authlib's own
        return "mira"


class RefreshGrant(RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
        token = token_of(refresh_token, "refresh_token")
        return token if token and not token.revoked else None

    def authenticate_user(self, refresh_token: Token) -> str:
        return refresh_token.get_user()

    def revoke_old_credential(self, refresh_token: Token) -> None:
        refresh_token.revoked = True


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = METHODS

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:  # noqa: ARG002
        return token_of(token_string, "refresh_token", "access_token")

    def revoke_token(self, token: Token, request: OAuth2Request) -> None:  # noqa: ARG002
        token.revoked = True


class Validator(BearerTokenValidator):
    def authenticate_token(self, token_string: str) -> Token | None:
        return token_of(token_string, "access_token")


class Issuer(IssuerParameter):
    def get_issuer(self) -> str:
        return request.host_url.rstrip("/")


def save(answer: dict[str, str], request: OAuth2Request) -> None:
    tokens.append(
        Token(request.client, answer["access_token"], answer["refresh_token"], answer.get("scope", ""))
    )


def site() -> Flask:
    app = Flask(__name__)
    app.config.update(
        OAUTH2_REFRESH_TOKEN_GENERATOR=True,
        OAUTH2_TOKEN_EXPIRES_IN=dict.fromkeys(("authorization_code", "refresh_token"), 3600),
        OAUTH2_SCOPES_SUPPORTED=sorted(SCOPES),
    )
    server = AuthorizationServer(app, query_client=clients.get, save_token=save)
    server.register_grant(CodeGrant, [CodeChallenge(required=True)])
    server.register_grant(RefreshGrant)
    server.register_endpoint(Revocation)
    server.register_extension(Issuer())
    protect = ResourceProtector()
    protect.register_token_validator(Validator())

    @app.route("/oauth/authorize", methods=["GET", "POST"])
    def authorize() -> Response | str:
        try:
            grant = server.get_consent_grant(end_user="mira")
        except OAuth2Error as error:
            return server.handle_error_response(None, error)
        if request.method == "GET":
            return PAGE
        user = "mira" if request.form.get("decision") == "allow" else None
        return server.create_authorization_response(grant_user=user, grant=grant)

    @app.post("/oauth/token")
    def token() -> Response:
        return server.create_token_response()

    @app.post("/oauth/revoke")
    def revoke() -> Response:
        return server.create_endpoint_response(Revocation.ENDPOINT_NAME)

    @app.get("/api/v1/whoami")
    @protect()
    def whoami() -> Response:
        return jsonify(data={"id": "mira"})

    return app


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


def main() -> None:
    redirects = sys.argv[1:]
    clients["public"] = Client("public", "", redirects)
    clients["confidential"] = Client("confidential", "the-client-secret", redirects)
    server = make_server("127.0.0.1", 0, site(), threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    # Authlib, like oauthlib, rejects plain http even on this computer.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    main()
