"""The server behind an address, and its settings page."""

import pytest

from kanbert_desktop.app.accounts.server_address import parse_server_address
from kanbert_desktop.app.accounts.sign_in_settings import has_usual_form
from kanbert_desktop.domain.errors import InvalidInput

API = "https://api.kanbert.com"


@pytest.mark.parametrize(
    "address",
    [
        "studio.kanbert.com",
        " https://Studio.Kanbert.com/ ",
        "http://studio.kanbert.com",
        "https://studio.kanbert.com/projects/7?view=board#card",
    ],
)
def test_a_space_in_the_browser_belongs_to_the_api_of_all_spaces(address: str) -> None:
    assert parse_server_address(address) == (API, "https://studio.kanbert.com/settings/apps")


@pytest.mark.parametrize(
    "address", [API, "api.kanbert.com", "www.kanbert.com", "developers.kanbert.com/authentication"]
)
def test_an_address_without_a_space_has_no_known_settings_page(address: str) -> None:
    assert parse_server_address(address) == (API, None)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("kanbert.example.com", "https://kanbert.example.com"),
        ("a.b.kanbert.com", "https://a.b.kanbert.com"),
        ("studio.kanbert.com.example.net", "https://studio.kanbert.com.example.net"),
        ("https://studio-kanbert.com", "https://studio-kanbert.com"),
    ],
)
def test_any_other_server_is_its_own(address: str, origin: str) -> None:
    assert parse_server_address(address) == (origin, f"{origin}/settings/apps")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", "server_address"),
        ("http://kanbert.example.com", "server_not_https"),
        ("https://kanbert.example.com/boards", "server_address"),
        ("https://user:secret@studio.kanbert.com", "server_address"),
        ("two words.kanbert.com", "server_address"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(address: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_server_address(address)
    assert caught.value.key == key
    assert "secret" not in str(caught.value.parameters)


@pytest.mark.parametrize(
    ("client_id", "usual"),
    [
        ("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d", True),
        (" 9D2F4C1A-0B1E-4F6A-8C3D-2E5F7A9B1C3D\n", True),
        ("9", None),
        ("9d2f4c1a-", None),
        ("9d2f4c1a0", False),
        ("9d2f4c1-a0b1e", False),
        ("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3g", False),
        ("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d4", False),
        ("my-app", False),
    ],
)
def test_a_client_id_usually_is_a_uuid(client_id: str, usual: bool | None) -> None:
    assert has_usual_form(client_id) is usual
