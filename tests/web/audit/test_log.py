import pytest

from govhub.accounts.models import UserRole
from govhub.platform import audit
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_organisation, make_user


@pytest.fixture
def note(session):
    def add(actor, action="verborgen", subject="component:x", **details):
        with transaction(session):
            return audit.note(session, actor=actor, action=action, subject=subject, details=details)

    return add


@pytest.fixture
def log(browser, editor):
    """The lines of the log in words: ``log("?wie=redacteur")``."""

    def read(query=""):
        answer = browser(editor).get(f"/redactie/logboek{query}")
        assert answer.status_code == 200
        return [words(line) for line in page(answer).xpath("//main//ol[@class='gh-rows']/li")]

    return read


def test_it_tells_who_did_what_to_what_in_words(session, note, log, editor):
    component = make_component(session, name="Open Zaak")
    note(
        editor.public_id,
        subject=f"component:{component.public_id}",
        reden="dubbel",
        is_dubbel=True,
        van=["a", "b"],
    )
    note(editor.public_id, "passkey-toegevoegd", f"gebruiker:{editor.public_id}")
    note(audit.OPERATOR, "tweede-stap-gewist", f"gebruiker:{editor.public_id}")
    newest, own, oldest = log()
    short = str(editor.public_id)[:8]
    assert newest.startswith(f"Tweede stap gewist : account {short} Iemand op de server, regel 3")
    assert own.startswith(f"Passkey gemaakt : eigen account Redacteur {short}, regel 2")
    assert oldest.startswith("Verborgen : Open Zaak")
    assert "is dubbel: ja; reden: dubbel; van: a, b" in oldest


def test_no_address_stands_in_it(session, note, log, editor):
    note(editor.public_id, subject=f"gebruiker:{editor.public_id}")
    assert not [line for line in log() if "@" in line]


def test_an_organisation_is_named(session, note, log, editor):
    organisation = make_organisation(session, name="Gemeente Voorbeeld")
    note(editor.public_id, subject=f"organisatie:{organisation.slug}")
    assert "Gemeente Voorbeeld" in log()[0]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [4, 3, 2, 1]),
        ("?wie=redacteur", [1]),
        ("?wie=beheerder", [2]),
        ("?wie=aanmelder", [3]),
        ("?wie=cli", [4]),
        ("?wie=govhub", []),
        ("?wat=hersteld", [2]),
        ("?waarover=gebruiker", [3]),
        ("?waarover=gebruiker:7", [3]),
        ("?waarover=gebruiker:8", []),
        ("?van=2026-01-01", [4, 3, 2, 1]),
        ("?tot=2026-01-01", []),
        ("?wie=redacteur&wat=hersteld", []),
    ],
)
def test_it_is_filtered(session, note, log, editor, query, numbers):
    administrator = make_user(session, role=UserRole.ADMINISTRATOR)
    note(editor.public_id)
    note(administrator.public_id, "hersteld")
    note(make_user(session).public_id, subject="gebruiker:7")
    note(audit.OPERATOR)
    found = [int(line.partition("regel ")[2].partition(",")[0]) for line in log(query)]
    assert found == numbers


@pytest.mark.parametrize(
    "query",
    ["wie=baas", "wat=onzin", "van=gisteren", "tot=9999-12-31", "van=0001-01-01", "pagina=99"],
)
def test_what_cannot_be_used_is_said(browser, note, editor, query):
    note(editor.public_id)
    answer = browser(editor).get(f"/redactie/logboek?{query}")
    assert answer.status_code == 200
    assert page(answer).xpath("//main//*[@role='alert']")


def test_many_lines_are_paged_and_keep_their_filter(browser, note, editor):
    for _ in range(51):
        note(editor.public_id)
    shown = page(browser(editor).get("/redactie/logboek?wie=redacteur"))
    assert len(shown.xpath("//main//ol[@class='gh-rows']/li")) == 50
    assert shown.xpath("//nav//a[@rel='next']/@href") == [
        "/redactie/logboek?wie=redacteur&pagina=2"
    ]


def test_many_lines_cost_no_more_questions(browser, statements, note, session, editor):
    client = browser(editor)
    note(editor.public_id)
    few = statements(lambda: client.get("/redactie/logboek"))
    for _ in range(20):
        note(make_editor(session).public_id)
    assert statements(lambda: client.get("/redactie/logboek")) == few
