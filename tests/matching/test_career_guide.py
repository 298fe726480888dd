from tests.factories.listings import PostingFactory


def test_career_guide_speaks_the_vocabulary(client):
    response = client.get("/careers/")
    page = response.content.decode()

    for word in ("Patient screening", "Goal setting", "Compassion", "Leadership", "NCLEX-RN"):
        assert word in page
    assert response.cookies == {}


def test_career_guide_counts_live_jobs(client):
    for _number in range(5):
        PostingFactory(settings=["dental"])

    page = client.get("/careers/").content.decode()

    assert "The least schooling asked by 5 live jobs that state it:" in page
    assert "100%" in page
    assert "/jobs/?setting=dental" in page
    assert "typically $35.00" in page


def test_career_guide_dates_the_older_range(client):
    page = client.get("/careers/").content.decode()

    assert "$24,128 to $62,700" in page and "Payscale in 2014" in page
