from datetime import timedelta

import pytest

from govhub.kernel import clock
from tests.inspector import page, words
from tests.making import make_component, make_user


def titles(document, section):
    return [
        words(link) for link in document.xpath(f"//section[@aria-labelledby='{section}']//h3/a")
    ]


@pytest.mark.parametrize("path", ["/redactie", "/redactie/x"])
def test_only_the_redactie_comes_in(session, client, browser, path):
    assert client.get(path).status_code == 302
    assert browser(make_user(session)).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/redactie/{}", "/redactie/{}/voorstel"])
def test_only_the_redactie_decides(browser, submitter, submit, path):
    component = submit()
    answer = browser(submitter).post(path.format(component.slug), data={"verdict": "goedgekeurd"})
    assert answer.status_code == 403
    assert not component.is_public


def test_what_waits_longest_is_first_with_its_age(redactie, submit):
    with clock.at(clock.now() - timedelta(days=3)):
        submit(name="Oud")
    with clock.at(clock.now() - timedelta(days=1)):
        submit(name="Jonger")
    submit(name="Nieuw")
    document = page(redactie.get("/redactie"))
    assert titles(document, "wacht") == ["Oud", "Jonger", "Nieuw"]
    text = words(document)
    assert "3 dagen geleden" in text
    assert "1 dag geleden" in text
    assert "vandaag" in text


def test_proposals_wait_beside_submissions(redactie, propose):
    component = propose()
    document = page(redactie.get("/redactie"))
    assert titles(document, "wacht") == [component.name]
    assert "Voorgesteld: Beschikbaar" in words(document)


def test_an_empty_queue_says_so(redactie):
    assert "Er wacht niets op een besluit." in redactie.get("/redactie").text


def test_a_long_queue_asks_the_database_as_much_as_a_short_one(redactie, statements, submit):
    submit()
    few = statements(lambda: redactie.get("/redactie"))
    for _ in range(10):
        submit()
    assert statements(lambda: redactie.get("/redactie")) == few


def test_an_unknown_component_is_not_found(redactie):
    assert redactie.get("/redactie/bestaat-niet").status_code == 404
    assert redactie.post("/redactie/bestaat-niet").status_code == 404


def test_what_does_not_wait_has_no_form(session, redactie):
    component = make_component(session)
    answer = redactie.get(f"/redactie/{component.slug}")
    assert "Hier valt nu niets te besluiten." in answer.text
    assert not page(answer).xpath("//input[@name='verdict']")
