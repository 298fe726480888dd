def test_accessibility_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/accessibility/")

    assert response.status_code == 200
    assert "Made to work for everyone" in response.content.decode()
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
