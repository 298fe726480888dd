def test_how_matching_works_is_open_to_all_and_sets_no_cookie(client):
    response = client.get("/careers/how-matching-works/")

    assert response.status_code == 200
    assert "A match is a list you can check" in response.content.decode()
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"


def test_how_matching_works_names_what_never_enters(client):
    page = client.get("/careers/how-matching-works/").content.decode()

    for word in ("name", "age", "race", "disability", "ZIP code"):
        assert word in page
    assert "rejects nobody" in page
