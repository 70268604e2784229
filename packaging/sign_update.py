"""Makes a signing key, or the signed file that announces an update.

sign_update.py key FILE                                       writes a new private key to FILE; prints `public_key`
sign_update.py sign FILE --version V --days N [--about URL]   prints the file to publish at `address`

`address` and `public_key` go into resources/update.toml before a release is built. Keep FILE offline.
Run it with the environment of the checkout: .venv/bin/python packaging/sign_update.py
"""

import argparse
import base64
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

PRODUCT = "kanbert-desktop"
PURPOSE = b"kanbert-desktop: a newer version\n"


def signed_announcement(key: Ed25519PrivateKey, version: str, expires: datetime, about: str = "") -> bytes:
    """The file's content. `expires` is timezone-aware; after that time programs reject the announcement."""
    result = {"product": PRODUCT, "version": version, "expires": expires.isoformat(), "about": about}
    text = json.dumps(result, sort_keys=True)
    signature = base64.b64encode(key.sign(PURPOSE + text.encode())).decode("ascii")
    return json.dumps({"signed": text, "signature": signature}, indent=1).encode() + b"\n"


def public_key(key: Ed25519PrivateKey) -> str:
    """In the format of update.toml."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def make_key(path: Path) -> Ed25519PrivateKey:
    """Readable by this user only. Raises `FileExistsError`: a key is never overwritten."""
    key = Ed25519PrivateKey.generate()
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(written)
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{path} holds no ed25519 key.")
    return key


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    making, signing = verbs.add_parser("key"), verbs.add_parser("sign")
    for verb in (making, signing):
        verb.add_argument("file", type=Path)
    signing.add_argument("--version", required=True)
    signing.add_argument("--days", type=int, required=True)
    signing.add_argument("--about", default="")
    result = parser.parse_args(arguments)
    if result.verb == "key":
        print(f'public_key = "{public_key(make_key(result.file))}"')
        return 0
    expires = datetime.now(UTC) + timedelta(days=result.days)
    sys.stdout.write(
        signed_announcement(read_key(result.file), result.version, expires, result.about).decode()
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
