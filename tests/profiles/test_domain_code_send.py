from __future__ import annotations

from profiles.models import DomainCode
from tests.profiles.pages import at


def test_domain_code_send_elsewhere_says_why_and_keeps_the_address(browse, owner, clinic):
    data = {"email": "olive@gmail.com"}

    html = browse(owner).post(at("domain_code_send", clinic.public_id), data).content.decode()

    assert "public mail service" in html
    assert "olive@gmail.com" in html
    assert not DomainCode.objects.exists()


def test_domain_code_send_by_others_sends_nothing(browse, recruiter, outsider, clinic):
    data = {"email": f"r@{clinic.email_domain}"}
    url = at("domain_code_send", clinic.public_id)

    found = [browse(who).post(url, data).status_code for who in (recruiter, outsider)]

    assert found == [403, 404]
    assert not DomainCode.objects.exists()
