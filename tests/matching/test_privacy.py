def test_privacy_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/privacy/")

    assert response.status_code == 200
    assert "You decide who sees you." in response.content.decode()
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
