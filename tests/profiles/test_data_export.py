from __future__ import annotations

import io
import zipfile

from tests.profiles.pages import at


def test_data_export_gives_a_zip(browse, candidate, full_profile):
    response = browse(candidate).post(at("data_export"))

    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert "data.json" in names


def test_data_export_asks_who_it_is_first(browse, candidate, full_profile):
    response = browse(candidate, fresh=False).post(at("data_export"))

    assert response.status_code == 302
    assert "reauthenticate" in response.headers["Location"]


def test_data_export_by_get_is_refused(browse, candidate):
    assert browse(candidate).get(at("data_export")).status_code == 405
