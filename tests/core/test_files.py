from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core import files
from core.files import StoredFile
from core.files.models import FileBytes
from core.files.storing import safe_name
from profiles.models import Resume
from tests.factories.profiles import CandidateProfileFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 \x00\xff resume"


def save(name="résumé.pdf", content=PDF, owner_id=1) -> StoredFile:
    return files.save_file(
        content=content,
        name=name,
        content_type="application/pdf",
        owner_id=owner_id,
        purpose="resume",
    )


def test_file_comes_back_byte_for_byte_under_a_random_name():
    stored, again = save(), save()

    assert files.read_file(stored) == PDF
    assert (stored.size, stored.name) == (len(PDF), "résumé.pdf")
    assert stored.key != again.key and "sum" not in stored.key.removeprefix("resume/")


def test_file_response_is_a_locked_down_download():
    response = files.file_response(save())

    assert response.content == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf"
    assert (
        response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db(transaction=True)
def test_rolled_back_upload_leaves_no_bytes():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        save()
        raise ZeroDivisionError

    assert not FileBytes.objects.exists()


def test_deleting_files_takes_the_bytes_along():
    kept, gone = save(), save()

    assert files.delete_files(StoredFile.objects.filter(pk=gone.pk)) == 1

    assert list(FileBytes.objects.values_list("key", flat=True)) == [kept.key]


def test_reaper_takes_old_files_nothing_points_at():
    day = dt.timedelta(days=1)
    used, unused, fresh = save(), save(), save()
    Resume.objects.create(profile=CandidateProfileFactory(), file=used)
    old = dt.datetime.now(dt.UTC) - day - dt.timedelta(minutes=1)
    StoredFile.objects.filter(pk__in=[used.pk, unused.pk]).update(created_at=old)

    assert files.reap_files() == 1

    assert set(StoredFile.objects.all()) == {used, fresh}
    assert FileBytes.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\cv.pdf", "cv.pdf"),
        ("cv\r\nX-Evil: 1.pdf", "cvX-Evil: 1.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_safe_name_keeps_only_a_name(typed, safe):
    assert safe_name(typed) == safe


def test_storage_is_the_default_and_speaks_django():
    name = default_storage.save("a/b", ContentFile(b"123"))

    assert (default_storage.exists(name), default_storage.size(name)) == (True, 3)
    default_storage.delete(name)
    assert not default_storage.exists(name)
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)
    with pytest.raises(ValueError, match="never changed in place"):
        default_storage.open(name, "wb")
