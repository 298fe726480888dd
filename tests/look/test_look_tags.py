"""The tags templates are written with."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags import look_tags


def draw(source, **context):
    return Template("{% load look_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "path, own, role",
    [("/me/x/", "hire", "me"), ("/hire/", "me", "hire"), ("/moderation/", "mod", "mod"),
     ("/jobs/", "me", "me"), ("/jobs/", "mod", "mod"), ("/pay/", "hire", "hire")],
)  # fmt: skip
def test_navigation_follows_the_area_then_the_person(path, own, role):
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=True, nav_role=own)

    assert look_tags.nav_role(request) == role


def test_navigation_of_a_visitor_is_public():
    assert look_tags.nav_role(None) == "public"


def test_navigation_names_only_pages_that_are_there():
    assert look_tags.has_path("/styleguide/")
    assert not look_tags.has_path("/nowhere/at/all/")


@pytest.mark.parametrize(
    "state, css",
    [
        ("met", "met"),
        ("not_met", "unmet"),
        ("not_stated", "unknown"),
        ("due_later", "later"),
        ("?", ""),
    ],
)
def test_verdict_class_of_a_truth(state, css):
    assert look_tags.verdict_class(state) == css


def test_marks_differ_in_shape():
    drawings = {
        draw(f'{{% mark "{state}" %}}') for state in ("met", "not_met", "not_stated", "due_later")
    }

    assert len(drawings) == 4


def test_page_link_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/jobs/", {"q": "rn", "page": "2", "state": ["OH", "KY"]})

    assert look_tags.page_link({"request": request}, 3) == "?q=rn&state=OH&state=KY&page=3"
    assert look_tags.page_link({"request": request}, 1) == "?q=rn&state=OH&state=KY"


def test_page_numbers_leave_out_the_middle():
    assert look_tags.page_numbers(Paginator(range(240), 20).page(6)) == [1, None, 5, 6, 7, None, 12]


def test_facet_never_hides_a_chosen_option():
    options = [{"label": str(i), "checked": i == 11} for i in range(12)]

    split = look_tags.first_options(options, 4)

    assert [option["label"] for option in split["shown"]] == ["0", "1", "2", "3", "11"]
    assert len(split["rest"]) == 7


def test_bar_parts_stand_side_by_side():
    parts = look_tags.laid_out([{"share": 55}, {"share": 45}])

    assert [(part["x"], part["width"]) for part in parts] == [("0.00", "55.00"), ("55.40", "44.60")]


class Sample(forms.Form):
    name = forms.CharField(help_text="As on your license.")
    note = forms.CharField(required=False)


def test_field_ties_label_hint_and_error_to_its_control():
    form = Sample({"name": ""})

    html = draw('{% include "components/field.html" with field=form.name only %}', form=form)

    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_says_what_is_optional():
    form = Sample()

    assert "(optional)" in draw(
        '{% include "components/field.html" with field=form.note only %}', form=form
    )
    assert "(optional)" not in draw(
        '{% include "components/field.html" with field=form.name only %}', form=form
    )


def test_error_summary_leads_to_the_field():
    html = draw(
        '{% include "components/form_errors.html" with form=form only %}', form=Sample({"name": ""})
    )

    assert '<a href="#id_name">Name: This field is required.</a>' in html


def test_text_of_a_person_is_escaped():
    html = draw('{% include "components/note.html" with text=text only %}', text="<script>")

    assert "&lt;script&gt;" in html
