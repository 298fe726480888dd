def test_terms_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/terms/")

    assert response.status_code == 200
    assert "The rules, in a page." in response.content.decode()
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
