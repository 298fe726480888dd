from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jobboard.demo_accounts import totp
from jobboard.env import database, env, env_flag


def test_env_missing_value_names_the_variable() -> None:
    with pytest.raises(ImproperlyConfigured, match="Set the environment variable NOT_SET_ANYWHERE"):
        env("NOT_SET_ANYWHERE")


def test_env_reads_a_mounted_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("A_SECRET", "from the variable")

    assert env("A_SECRET") == "from the file"


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("0", False), ("false", False)]
)
def test_env_flag_understands(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)

    assert env_flag("A_FLAG") is meaning


def test_env_flag_refuses_what_it_does_not_understand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="A_FLAG must be 1 or 0, not 'maybe'"):
        env_flag("A_FLAG")


def test_database_reads_the_whole_address() -> None:
    found = database(
        "postgresql://jo%40x:p%2Fw@db.example:6432/jobs?sslmode=verify-full", role="jobboard_app"
    )

    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "jobs",
        "USER": "jo@x",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
    }
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["options"].endswith("-c role=jobboard_app")


def test_database_owner_takes_no_role() -> None:
    assert "role=" not in database("postgresql:///jobs?host=/run/pg", role="")["OPTIONS"]["options"]


def test_database_of_another_kind_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="must begin with postgresql://"):
        database("mysql://x/y", role="")


def test_totp_is_what_an_authenticator_shows() -> None:
    # RFC 6238, appendix B, SHA-1: 94287082 at 59 s, of which six digits are shown
    assert totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=59) == "287082"
