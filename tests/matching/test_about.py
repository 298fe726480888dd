def test_about_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/about/")

    assert response.status_code == 200
    assert "A job board for one kind of work" in response.content.decode()
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
