"""The requirement editor by its plain buttons: no JavaScript, nothing lost."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from listings import services
from tests.factories.listings import draft_posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
_CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>(?:(.*?)</(?:select|textarea)>)?", re.S)


def page_url(posting):
    return reverse("listings:posting_edit", args=[posting.public_id, "requirements"])


def inputs_of(html: str) -> dict[str, list[str]]:
    """What a browser would send from the page's form, except for the pressed button."""
    form = html[html.index('data-jb-autosave="') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for kind, attrs, inside in re.findall(
        r"<(input|select)\b([^>]*)>(.*?)(?=<input|<select|</li>|$)", form, re.S
    ):
        name = re.search(r'name="([^"]+)"', attrs)
        if not name:
            continue
        if kind == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', inside)
            first = re.search(r'<option value="([^"]*)"', inside)
            value = (chosen or first)[1] if (chosen or first) else ""
        else:
            if re.search(r'type="(checkbox|radio)"', attrs) and "checked" not in attrs:
                continue
            value = (re.search(r'value="([^"]*)"', attrs) or ["", ""])[1]
        sent.setdefault(name[1], []).append(value)
    return sent


class Editor:
    def __init__(self, client, posting):
        self.client, self.posting = client, posting
        self.html = client.get(page_url(posting)).content.decode()

    def press(self, name, at="", **typed):
        """Press a button after typing; `typed` keys are written r_0_term for r-0-term."""
        data = inputs_of(self.html)
        for key, value in typed.items():
            data[key.replace("__", ".").replace("_", "-", 1).replace("_", "-", 1)] = value
        data["at"] = at
        url = reverse(f"listings:{name}", args=[self.posting.public_id])
        response = self.client.post(url, data, follow=True)
        assert response.status_code == 200
        self.html = response.content.decode()
        return self.tree

    def set(self, place, **values):
        data = inputs_of(self.html)
        for key, value in values.items():
            data[f"r-{place}-{key}"] = value
        data["at"] = place
        url = reverse("listings:requirement_open", args=[self.posting.public_id])
        self.html = self.client.post(url, data, follow=True).content.decode()
        return self.tree

    @property
    def tree(self):
        return self.posting.revisions.open().get().content["requirements"]


@pytest.fixture
def editor(browse, clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter, requirements={"op": "all", "children": []})
    return Editor(browse(recruiter), posting)


def test_a_line_is_added_chosen_and_kept(editor):
    editor.press("requirement_add")
    editor.set("0", term="rn", reason="law")
    tree = editor.press("requirement_open")

    assert tree["children"][0]["term"] == "rn"
    assert tree["children"][0]["reason"] == "law"
    assert "RN license that covers Ohio" in editor.html or "RN" in editor.html
    assert "Must have · When applying · Law" in editor.html


def test_experience_and_degrees_get_their_own_options(editor):
    editor.press("requirement_add")
    editor.set("0", term="experience:care-coordination", reason="safety")
    assert 'name="r-0-experience_months"' in editor.html
    tree = editor.set("0", experience_months="48")
    line = tree["children"][0]
    assert (line["term"], line["areas"], line["experience_months"]) == (
        "experience",
        ["care-coordination"],
        "48",
    )

    editor.press("requirement_add")
    editor.set("1", term="bachelor", reason="payer")
    tree = editor.set("1", fields=["nursing", "social-work"])
    assert tree["children"][1]["fields"] == ["nursing", "social-work"]


def test_a_license_may_be_a_limited_permit_for_a_time(editor, recruiter):
    editor.press("requirement_add")
    editor.set("0", term="sw-master", reason="law")
    assert 'name="r-0-permit_months"' in editor.html
    tree = editor.set("0", permit_months="12")

    assert tree["children"][0]["permit_months"] == "12"
    services.submit_posting(posting=editor.posting, by=recruiter)
    assert editor.tree["children"][0] == {
        "term": "sw-master",
        "necessity": "required",
        "reason": "law",
        "permit_months": 12,
    }
    assert "or a limited permit of at most 12 months" in editor.html


def test_only_licenses_with_permits_ask_about_them(editor):
    editor.press("requirement_add")

    editor.set("0", term="cna", reason="law")

    assert "permit_months" not in editor.html


def test_work_can_be_asked_for_within_a_setting_or_with_people(editor, recruiter):
    editor.press("requirement_add")
    editor.set("0", term="experience:case-management", reason="payer")
    tree = editor.set("0", experience_months="24", within=["with-children"])

    assert tree["children"][0]["within"] == ["with-children"]
    assert "2 years in case management with children and teens" in editor.html
    services.submit_posting(posting=editor.posting, by=recruiter)
    assert editor.tree["children"][0] == {
        "term": "experience",
        "necessity": "required",
        "reason": "payer",
        "areas": ["case-management"],
        "experience_months": 24,
        "within": ["with-children"],
    }


def test_alternatives_with_two_paths_read_as_a_sentence(editor, recruiter):
    editor.press("requirement_choice")
    editor.set("0.0.0", term="rn", reason="law")
    editor.set("0.1.0", term="sw-bachelor", reason="law")
    editor.press("requirement_add", at="0.1")
    tree = editor.set("0.1.1", term="experience:case-management", reason="payer")

    assert [len(path["children"]) for path in tree["children"][0]["children"]] == [1, 2]
    assert "Reads as" in editor.html
    services.submit_posting(posting=editor.posting, by=recruiter)
    assert editor.tree["children"][0]["op"] == "any"
    assert editor.tree["children"][0]["children"][0] == {
        "term": "rn",
        "necessity": "required",
        "reason": "law",
    }


def test_lines_move_and_go(editor):
    for number, term in enumerate(["rn", "bls", "ccm"]):
        editor.press("requirement_add")
        editor.set(str(number), term=term, reason="safety")

    tree = editor.press("requirement_up", at="2")
    assert [line["term"] for line in tree["children"]] == ["rn", "ccm", "bls"]
    tree = editor.press("requirement_down", at="0")
    assert [line["term"] for line in tree["children"]] == ["ccm", "rn", "bls"]
    tree = editor.press("requirement_remove", at="1")
    assert [line["term"] for line in tree["children"]] == ["ccm", "bls"]


def test_a_mere_preference_cannot_be_a_must_have(editor):
    editor.press("requirement_add")

    editor.set("0", term="ccm", reason="preference", necessity="required")

    assert "A preference cannot be a must-have" in editor.html
    assert 'id="id_r-0-reason"' in editor.html
    assert editor.tree["children"][0]["reason"] == "preference"


def test_what_was_typed_wrong_is_kept_and_named(editor):
    editor.press("requirement_add")
    editor.set("0", term="ccm", reason="payer", timing="within_months", months="two")

    response = editor.client.post(page_url(editor.posting), inputs_of(editor.html))

    assert response.status_code == 422
    assert b"Write a whole number of months" in response.content
    assert b'value="two"' in response.content


def test_nested_alternatives_stop_at_a_depth_one_can_read(editor):
    editor.press("requirement_choice")
    editor.press("requirement_choice", at="0.0")

    assert editor.tree["children"][0]["children"][0]["children"][1]["op"] == "any"
    editor.press("requirement_choice", at="0.0.1.0")
    assert str(editor.tree).count("'any'") == 2


@pytest.mark.parametrize("at", ["", "9", "0.0.0.0.0.0", "x", "-1", "0.", "²"])
@pytest.mark.parametrize(
    "name",
    [
        "requirement_remove",
        "requirement_up",
        "requirement_down",
        "requirement_open",
        "requirement_add",
    ],
)
def test_a_place_that_is_not_there_changes_nothing(editor, name, at):
    editor.press("requirement_add")
    editor.set("0", term="rn", reason="law")
    before = editor.tree

    if name == "requirement_add" and at == "":
        return
    editor.press(name, at=at)

    assert editor.tree == before


def test_buttons_of_someone_elses_job_are_not_found(browse, editor, outsider, reviewer):
    url = reverse("listings:requirement_add", args=[editor.posting.public_id])

    assert browse(outsider).post(url, {"at": ""}).status_code == 404
    assert browse(reviewer).post(url, {"at": ""}).status_code == 403
    assert editor.tree == {"op": "all", "children": []}


def test_degree_asks_whether_experience_would_do(editor):
    editor.press("requirement_add")
    editor.set("0", term="bachelor", necessity="required", reason="accreditation")
    editor.press("requirement_open")
    assert "Would equivalent experience do? 4 years of care coordination" in editor.html

    tree = editor.press("requirement_experience", at="0")

    degree, experience = (path["children"][0] for path in tree["children"][0]["children"])
    assert tree["children"][0]["op"] == "any"
    assert (degree["term"], degree["reason"]) == ("bachelor", "accreditation")
    assert experience["term"] == "experience"
    assert experience["areas"] == ["care-coordination"]
    assert str(experience["experience_months"]) == "48"
    assert experience["reason"] == "accreditation"
    assert "Would equivalent experience do?" not in editor.html
    again = editor.press("requirement_experience", at="0.0.0")
    assert [len(path["children"]) for path in again["children"][0]["children"]] == [1, 1]


@pytest.mark.parametrize(
    "line",
    [
        {"term": "rn", "necessity": "required", "reason": "law"},
        {"term": "bachelor", "necessity": "preferred"},
        {"term": "doctorate", "necessity": "required", "reason": "law"},
    ],
)
def test_what_experience_cannot_stand_in_for_is_not_asked(line, editor):
    editor.press("requirement_add")
    editor.set("0", **line)

    tree = editor.press("requirement_experience", at="0")

    assert tree["children"][0]["term"] == line["term"]
    assert "Would equivalent experience do?" not in editor.html
