from decimal import Decimal

import pytest

from tests.factories.listings import PostingFactory


@pytest.fixture
def five_jobs():
    for low in (20, 22, 24, 26, 48):
        PostingFactory(pay_min=Decimal(low), pay_max=Decimal(low + 4), settings=["primary-care"])


def test_pay_insight_tells_typical_pay_with_its_count(client, five_jobs):
    response = client.get("/pay/?role=rn-care-coordinator&state=OH")
    page = response.content.decode()

    assert "RN Care Coordinator jobs in Ohio typically offer $26.00 an hour." in page
    assert "The middle half of 5 live jobs offer $24.00 to $28.00." in page
    assert "Registered Nurses" in page
    assert response.cookies == {}


def test_pay_insight_hides_pay_of_fewer_than_five(client):
    PostingFactory(pay_min=Decimal("31.50"), pay_max=Decimal("31.50"))

    page = client.get("/pay/").content.decode()

    assert "Too few live jobs to say what they pay." in page
    assert "31.50" not in page


def test_pay_insight_shows_the_old_range_as_history(client):
    page = client.get("/pay/").content.decode()

    assert "$24,128 to $62,700" in page
    assert "2014" in page and "history, not a guide for today" in page


def test_pay_insight_leaves_out_what_is_not_on_its_list(client, five_jobs):
    response = client.get("/pay/?role=astronaut&state=OH")

    assert response.status_code == 400
    assert "Choose one from the list." in response.content.decode()
    assert "in Ohio typically offer" in response.content.decode()
