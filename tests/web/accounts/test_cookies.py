"""The cookie of a signed-in browser (RELIABILITY, "At the edge")."""


def cookie_at(app, session, base_url):
    answer = app.test_client(session=session).get("/inloggen", base_url=base_url)
    (header,) = answer.headers.getlist("Set-Cookie")
    name, *rest = header.split("; ")
    return name.split("=")[0], set(rest)


def test_over_https_the_cookie_is_bound_to_this_host_and_to_https(make_app, session):
    app = make_app(base_url="https://govhub.voorbeeld.nl")
    name, attributes = cookie_at(app, session, "https://govhub.voorbeeld.nl")
    assert name == "__Host-govhub"
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_over_http_on_this_machine_it_has_a_plain_name(make_app, session):
    app = make_app(base_url="http://127.0.0.1:8000")
    name, attributes = cookie_at(app, session, "http://127.0.0.1:8000")
    assert name == "govhub"
    assert attributes == {"HttpOnly", "Path=/", "SameSite=Lax"}
