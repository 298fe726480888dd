from xml.etree import ElementTree

from tests.factories.listings import PostingFactory


def locations(response) -> list[str]:
    root = ElementTree.fromstring(response.content)
    return [node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_sitemap_lists_live_jobs_of_employers_only(client, settings):
    job = PostingFactory()
    PostingFactory(closed=True)
    PostingFactory(imported=True)

    found = locations(client.get("/sitemap.xml"))

    jobs = [place for place in found if "/jobs/" in place and not place.endswith("/jobs/")]
    assert jobs == [f"{settings.SITE_URL}/jobs/{job.public_id}/{job.slug}/"]
    assert f"{settings.SITE_URL}/careers/" in found
