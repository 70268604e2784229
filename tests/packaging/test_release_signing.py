"""The signing tool for releases: a private key and a signed file."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sign_update
from kanbert_desktop.app.updates import PRODUCT, SIGNATURE_CONTEXT, read_announcement, read_source


def test_the_program_accepts_key_and_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "release.pem"
    assert sign_update.main(["key", str(key)]) == 0
    (tmp_path / "update.toml").write_text(
        f'address = "https://kanbert.test/u.json"\n{capsys.readouterr().out}', "utf-8"
    )
    source = read_source(tmp_path / "update.toml")
    assert source is not None
    assert sign_update.main(["sign", str(key), "--version", "9.1", "--days", "30"]) == 0
    document = capsys.readouterr().out.encode()
    found = read_announcement(document, source.public_key, datetime.now(UTC))
    assert (found.version, found.release_notes_url) == ("9.1", "")
    assert set(json.loads(document)) == {"signed", "signature"}


def test_the_key_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "release.pem"
    sign_update.make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        sign_update.make_key(path)


def test_another_kind_of_key_is_rejected(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "ec.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(SystemExit, match="no ed25519 key"):
        sign_update.read_key(tmp_path / "ec.pem")


def test_tool_and_program_use_the_same_format() -> None:
    assert (sign_update.PRODUCT, sign_update.PURPOSE) == (PRODUCT, SIGNATURE_CONTEXT)
