"""One entry of the catalogue: everything it says comes from the tables, with its date and source."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qualifications import vocabulary
from qualifications.entries import catalogue
from qualifications.models import CompactMember, Formula, Term
from qualifications.services import apply_admin_change
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking
from tests.matching.test_job_search import titles


def page_of(client, slug: str, query: str = "") -> str:
    response = client.get(reverse("matching:qualification_detail", args=[slug]) + query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def part(page: str, heading: str) -> str:
    """The section under this heading id, as words."""
    start = page.index(f'id="{heading}"')
    return words(page[start : page.index("</section>", start)])


def job_links(page: str) -> dict[str, str]:
    return dict(re.findall(r'href="(/jobs/\?\w+=[^"]+)">.*?<b class="num">(\d+)</b>', page))


def test_every_entry_has_a_page(client):
    for slug in catalogue(vocabulary.current()).by_slug:
        page_of(client, slug)


def test_titles_differ_by_state_and_traps_are_named(client):
    page = part(page_of(client, "sw-bachelor"), "names")

    assert re.search(r"LSW AR, .*OH", page)
    assert "The same letters, LSW, mean another level in CO, HI, IL, IN, NJ, PA" in page
    assert "Social work license, master’s level" in page


def test_a_state_shows_its_own_title_and_ladder(client):
    page = page_of(client, "sw-clinical", "?state=OH")

    assert "In Ohio it is called" in words(page)
    ladder = part(page, "ladder")
    assert ladder.index("LISW") < ladder.index("LSW Social work license, bachelor’s level")
    assert 'value="OH" selected' in page


def test_what_it_entails_and_what_entails_it(client):
    page = part(page_of(client, "rn", "?state=OH"), "counts")

    holds, also = page.split("A line that asks for it is also answered by")
    assert "Practical or vocational nurse license (LPN/LVN)" in holds
    assert "Advanced practice nurse license (APRN)" in also
    assert "Practical" not in also


def test_the_nurse_compact_is_a_readable_list(client):
    page = part(page_of(client, "rn"), "compact-nlc")

    assert re.search(r"In force 40 Alabama, .*Wyoming", page)
    assert "Pennsylvania , since Jul 7, 2025" in page
    assert re.search(r"Accept others’ multistate licenses, issue none 1 Guam", page)
    assert re.search(r"Law passed, not live yet 2 .*Massachusetts , since Nov 20, 2024", page)
    assert re.search(r"Not members \d+ .*California", page)
    assert "checked Jul 2, 2026" in page


def test_an_admins_change_of_a_compact_shows_at_once(client):
    row = CompactMember.objects.get(compact__slug="nlc", state="MA")
    row.status = "operational"
    row.save()
    apply_admin_change(row)

    page = part(page_of(client, "rn"), "compact-nlc")

    assert "In force 41" in page


def test_a_bought_privilege_is_never_called_automatic(client):
    page = part(page_of(client, "counselor", "?state=OH"), "compact-counseling")

    assert "Nothing is automatic here." in page
    assert "Ohio: issue privileges since January 5, 2026" in page
    assert re.search(r"Issue privileges 6 ", page)
    # live states stand in the list once
    assert page.count("Ohio") == 2


def test_a_compact_that_is_off_says_so(client):
    page = part(page_of(client, "sw-master"), "compact-social-work")

    assert "Not in use yet." in page
    assert "Alabama" in page


def test_equals_count_only_when_the_employer_says_so(client):
    page = part(page_of(client, "ccm"), "equal")

    assert "Only where a job says “or equivalent”" in page
    assert "Case management certification (CCM, ACM, CMGT-BC or CCCTM)" in page


def test_issuer_renewal_lookup_and_certainty_come_from_the_row(client):
    Term.objects.filter(slug="ccm").update(certainty="L", verified_on="2026-10-01")

    page = words(page_of(client, "ccm"))

    assert "Commission for Case Manager Certification" in page
    assert "80 hours of continuing education" in page
    assert "Uncertain. Check it" in page
    assert "checked Oct 1, 2026" in page
    assert "https://www.nursys.com" in page_of(client, "rn", "?state=OH")


def test_ways_to_it_and_on_from_it(client):
    page = page_of(client, "rn")

    assert "NCLEX-RN" in part(page, "here")
    assert "RN-to-BSN" in part(page, "on")
    assert "checked Nov" in part(page, "here")


def test_jobs_are_counted_exactly_and_the_links_find_them(client):
    asking("rn", title="Nurse")
    asking("lpn", title="Practical nurse")
    asking("ccm", title="Certified")
    PostingFactory(title="Asks nothing")

    page = page_of(client, "rn", "?state=OH")

    links = job_links(page)
    assert links == {"/jobs/?asks=rn:OH": "1", "/jobs/?accepts=rn:OH": "2"}
    for link, count in links.items():
        response = client.get(link)
        assert len(titles(response)) == int(count), link
    assert sorted(titles(client.get("/jobs/?accepts=rn:OH"))) == ["Nurse", "Practical nurse"]
    assert titles(client.get("/jobs/?accepts=rn:KY", follow=True)) == []


def test_required_later_and_helpful_lines_are_told_apart(client):
    lines = [
        {"term": "ccm", "necessity": "required", "reason": "safety"},
        {"term": "ccm", "necessity": "preferred"},
        {
            "term": "ccm",
            "necessity": "required",
            "timing": "within_months",
            "months": 24,
            "reason": "accreditation",
        },
        {"term": "case-management-certified", "necessity": "preferred"},
    ]
    for line in lines:
        formula = Formula.objects.for_tree({"op": "all", "children": [line]}, states=("OH",))
        PostingFactory(formula=formula)

    page = page_of(client, "ccm")

    assert "1 requires it, 1 wants it later, 1 calls it helpful" in words(page)
    assert job_links(page) == {"/jobs/?asks=ccm": "3", "/jobs/?accepts=ccm": "4"}
    for link, count in job_links(page).items():
        assert len(titles(client.get(link))) == int(count), link


def test_the_search_names_the_qualification_and_keeps_it(client):
    asking("ccm", title="Certified", settings=["dental"])

    page = unescape(client.get("/jobs/?setting=dental&asks=ccm").content.decode())
    wrong = client.get("/jobs/?asks=moon")

    assert "Asks for: Board-Certified Case Manager" in page
    assert '<input type="hidden" name="asks" value="ccm">' in page
    assert "noindex" in page
    assert "“moon” is not in our list of qualifications." in unescape(wrong.content.decode())


def test_a_wrong_state_is_named(client):
    response = client.get("/careers/qualifications/rn/?state=XX")

    assert response.status_code == 400
    assert "“XX” is no state in which this is issued" in unescape(response.content.decode())


def test_one_address_per_entry(client):
    assert client.get("/careers/qualifications/RN/")["Location"] == "/careers/qualifications/rn/"
    assert client.get("/careers/qualifications/moon/").status_code == 404
    page = page_of(client, "rn", "?state=OH")
    assert 'rel="canonical" href="http://testserver/careers/qualifications/rn/"' in page


def test_requirement_lines_link_to_it(client, browse, candidate, dana):
    posting = asking("rn", "ccm")
    path = f"/jobs/{posting.public_id}/{posting.slug}/"

    for page in (client.get(path), browse(candidate).get(path)):
        text = page.content.decode()
        assert 'href="/careers/qualifications/rn/?state=OH"' in text
        assert 'href="/careers/qualifications/ccm/"' in text


def test_guide_and_sitemap_lead_to_it(client):
    assert "/careers/qualifications/ccm/" in client.get("/careers/").content.decode()
    assert (
        "/careers/qualifications/bachelor-nursing/<" in client.get("/sitemap.xml").content.decode()
    )


@pytest.mark.parametrize("slug", ["rn", "ccm", "bachelor", "experience-oncology"])
def test_more_jobs_cost_no_more_queries(client, slug):
    path = reverse("matching:qualification_detail", args=[slug])
    asking("rn")
    client.get(path)  # formulas are read once per process
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    asking("rn", "bls")
    asking("ccm")
    client.get(path)
    with CaptureQueriesContext(connection) as three:
        client.get(path)

    assert len(three) == len(one) <= 8
