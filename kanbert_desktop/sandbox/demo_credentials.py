"""The secret file of a sandbox folder and the demo credentials derived from it."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path


def digest(secret: str) -> str:
    """How tokens, codes and client secrets are stored. They are long and random, so one SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class DemoSecrets:
    """Derives secrets from one key. `repr` hides the key."""

    _key: bytes

    def __repr__(self) -> str:
        return "Keys(…)"

    def derive(self, label: str) -> bytes:
        return hmac.new(self._key, label.encode(), hashlib.sha256).digest()

    def letters(self, label: str, length: int) -> str:
        text = base64.b32encode(self.derive(label)).decode().lower()
        return text[:length]

    def token(self, label: str) -> str:
        both = self.derive(label) + self.derive(label + ", second half")
        return base64.urlsafe_b64encode(both).decode().rstrip("=")

    def identifier(self, label: str) -> str:
        return str(uuid.UUID(bytes=self.derive(label)[:16], version=4))

    @property
    def mail_domain(self) -> str:
        return f"nordlicht-{self.letters('space', 4)}.example"

    def credentials(self) -> dict[str, str]:
        """What the verb `sandbox` prints, except the address. The same folder always gives the same credentials."""
        return {
            "client_id": self.identifier("public application"),
            "email": f"mira.kessler@{self.mail_domain}",
            "password": "-".join(self.letters(f"password {part}", 5) for part in range(4)),
            "confidential_client_id": self.identifier("confidential application"),
            "client_secret": self.token("client secret")[:40],
            "access_token": self.token("direct access token"),
        }


def demo_secrets_of(folder: Path) -> DemoSecrets:
    """Reads the folder's key, or creates one that only its owner can read."""
    path = folder / "key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return DemoSecrets(bytes.fromhex(path.read_text("ascii").strip()))


def store_identity(folder: Path, port: int) -> dict[str, str | int]:
    """Writes `identity.json`: the id of this sandbox and the port it serves on."""
    known = stored_identity(folder)
    identity: dict[str, str | int] = {"id": known.get("id") or str(uuid.uuid4()), "port": port}
    if identity != known:
        write_private(folder / "identity.json", json.dumps(identity))
    return identity


def stored_identity(folder: Path) -> dict[str, str | int]:
    try:
        found = json.loads((folder / "identity.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_private(path: Path, text: str) -> None:
    """Writes the file atomically and readable by its owner only."""
    _draft(path, text).replace(path)


def _write_once(path: Path, text: str) -> None:
    """If two processes write at the same time, the first one wins."""
    draft = _draft(path, text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _draft(path: Path, text: str) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    return draft
