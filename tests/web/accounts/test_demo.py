import pytest
import sqlalchemy as sa

from govhub.accounts.models import User
from tests.inspector import page, words


@pytest.fixture
def demo(make_app, session):
    """A browser on the demo."""
    return make_app(demo=True, base_url="http://localhost").test_client(session=session)


FORM = "//form[@action='/inloggen/demo']"


@pytest.mark.parametrize(
    ("role", "start", "queue"),
    [("aanmelder", "/mijn-aanmeldingen", 403), ("redacteur", "/redactie", 200)],
)
def test_one_button_signs_in_as_somebody_of_the_demo(demo, session, role, start, queue):
    buttons = page(demo.get("/inloggen")).xpath(f"{FORM}//button[@value='{role}']")
    assert words(buttons[0]) == f"Inloggen als demo-{role}"
    assert demo.submit("/inloggen", FORM, rol=role).location == start
    assert demo.get("/redactie").status_code == queue
    assert session.scalars(sa.select(User.email)).one().startswith(f"demo-{role}@")


def test_the_people_of_the_demo_are_made_once(demo, session):
    for _ in range(2):
        demo.post("/inloggen/demo", data={"rol": "redacteur"})
    assert session.scalar(sa.select(sa.func.count(User.id))) == 1


def test_the_demo_comes_back_to_the_page_that_was_asked(demo):
    answer = demo.submit("/inloggen?verder=/aanmelden", FORM, rol="aanmelder")
    assert answer.location == "/aanmelden"
    other = demo.post("/inloggen/demo", data={"rol": "aanmelder", "verder": "//kwaad.example"})
    assert other.location == "/mijn-aanmeldingen"


@pytest.mark.parametrize("role", ["beheerder", "", "baas"])
def test_nobody_becomes_administrator_in_the_demo(demo, session, role):
    assert demo.post("/inloggen/demo", data={"rol": role}).status_code == 400
    assert session.scalars(sa.select(User)).all() == []


def test_the_demo_tells_where_its_mail_is(demo):
    assert page(demo.get("/inloggen/kijk-in-uw-mail")).xpath("//main//a[@href='/demo/postvak']")


def test_a_real_portal_has_no_people_of_the_demo(client, session):
    assert "demo" not in words(page(client.get("/inloggen")).find(".//main"))
    assert client.post("/inloggen/demo", data={"rol": "redacteur"}).status_code == 404
    assert session.scalars(sa.select(User)).all() == []
