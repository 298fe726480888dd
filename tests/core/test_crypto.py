from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection

from core import crypto
from core.crypto import EncryptedTextField
from core.crypto.keys import CannotDecrypt
from profiles.models import Credential
from qualifications.enums import TermKind
from qualifications.models import Term
from tests.factories.profiles import CandidateProfileFactory


def test_text_is_hidden_and_comes_back():
    hidden = crypto.encrypt("RN-123456 ñ")

    assert "123456" not in hidden
    assert crypto.decrypt(hidden) == "RN-123456 ñ"
    assert crypto.encrypt("same") != crypto.encrypt("same")


def test_old_key_still_reads_and_rotation_moves_to_the_new(settings):
    settings.FIELD_KEYS = ["old"]
    hidden = crypto.encrypt("RN-1")
    settings.FIELD_KEYS = ["new", "old"]

    assert crypto.decrypt(hidden) == "RN-1"
    moved = crypto.rotate(hidden)
    settings.FIELD_KEYS = ["new"]

    assert crypto.decrypt(moved) == "RN-1"
    with pytest.raises(CannotDecrypt, match="FIELD_KEYS"):
        crypto.decrypt(hidden)
    with pytest.raises(CannotDecrypt, match="FIELD_KEYS"):
        crypto.rotate(hidden)


def test_tampered_value_is_refused():
    hidden = crypto.encrypt("RN-1")

    with pytest.raises(CannotDecrypt):
        crypto.decrypt(hidden[:-4] + "AAAA")


def test_field_writes_ciphertext_and_reads_text():
    field = EncryptedTextField()

    stored = field.get_prep_value("RN-1")

    assert stored != "RN-1"
    assert field.from_db_value(stored, None, connection) == "RN-1"
    assert (field.get_prep_value(""), field.get_prep_value(None)) == ("", None)
    assert (
        field.from_db_value("", None, connection),
        field.from_db_value(None, None, connection),
    ) == ("", None)


def test_field_cannot_be_searched():
    field = EncryptedTextField()
    field.name = "number"

    with pytest.raises(FieldError, match="cannot be searched"):
        field.get_lookup("exact")
    assert field.get_lookup("isnull") is not None


@pytest.mark.django_db
def test_rotate_keys_moves_every_stored_value(settings, capsys):
    settings.FIELD_KEYS = ["old"]
    term = Term.objects.create(id=990001, slug="test-rn", kind=TermKind.LICENSE, name="RN")
    profile = CandidateProfileFactory()
    credential = Credential.objects.create(profile=profile, term=term, state="OH", number="RN-1")
    Credential.objects.create(profile=profile, term=term, state="KY")
    settings.FIELD_KEYS = ["new", "old"]

    call_command("rotate_keys")

    settings.FIELD_KEYS = ["new"]
    credential.refresh_from_db()
    assert credential.number == "RN-1"
    assert "profiles.Credential.number: 1 values" in capsys.readouterr().out
