def test_robots_keeps_private_rooms_out_and_names_the_sitemap(client, settings):
    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain"
    assert {"Disallow: /me/", "Disallow: /hire/", "Disallow: /moderation/"} <= set(lines)
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
