"""``/componenten/<slug>/publiccode``: what a newer file says otherwise, fact by fact."""

import pytest

from govhub.catalogue import service
from govhub.catalogue.queries import component_by_slug
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration import waiting_edits
from tests.inspector import page, words
from tests.making import make_component, make_user
from tests.unit.publiccode.documents import VALID, changed
from tests.web.importing.test_bringing_in import FORM

REFRESH = "/componenten/zaakbrug/publiccode"
NEWER = changed("Verbindt oude en nieuwe zaaksystemen.", "Verbindt alle zaaksystemen.").replace(
    "EUPL-1.2", "MIT"
)


@pytest.fixture
def public(session, me):
    """What somebody registered with a file and is public now."""
    me.submit("/aanmelden", FORM, text=VALID)
    with transaction(session):
        service.publish(session, component(session))
    return component(session)


def component(session):
    return component_by_slug(session, "zaakbrug")


def boxes(answer):
    return {
        box.get("value"): box.get("checked") is not None
        for box in page(answer).xpath("//main//input[@type='checkbox']")
    }


def send(me, answer, **values):
    [form] = page(answer).xpath("//main//form")
    data = {name: form.xpath(f".//*[@name='{name}']")[0] for name in ("version", "url", "text")}
    data = {n: f.get("value") if f.tag == "input" else f.text for n, f in data.items()}
    return me.post(REFRESH, data={**data, "overnemen": "ja", **values})


def test_it_begins_with_where_the_file_was_read(session, me, public):
    with transaction(session):
        public.publiccode_url = "https://voorbeeld.nl/publiccode.yml"
    [field] = page(me.get(REFRESH)).xpath("//input[@name='address']")
    assert field.get("value") == "https://voorbeeld.nl/publiccode.yml"


def test_what_differs_is_shown_and_nothing_is_written(session, me, public):
    answer = me.submit(REFRESH, text=NEWER)
    assert boxes(answer) == {"summary": True, "licence": True}
    told = words(page(answer).find(".//main"))
    assert "Nu in de catalogus EUPL-1.2 In het bestand MIT" in told
    assert component(session).summary == "Verbindt oude en nieuwe zaaksystemen."


def test_what_a_person_wrote_is_not_ticked(session, me, public):
    with transaction(session):
        public.summary = "Zelf geschreven."
    assert boxes(me.submit(REFRESH, text=NEWER)) == {"summary": False, "licence": True}


def test_what_is_chosen_is_written_and_what_is_sensitive_waits(session, me, public):
    answer = send(me, me.submit(REFRESH, text=NEWER), kies=["summary", "licence"])
    assert answer.location == "/componenten/zaakbrug"
    assert "bekijkt de redactie eerst" in me.get(answer.location).text
    now = component(session)
    assert (now.summary, now.licence) == ("Verbindt alle zaaksystemen.", "EUPL-1.2")
    assert [each.facts for each in waiting_edits.waiting(session, now)] == [{"licence": "MIT"}]
    assert now.publiccode["legal"]["license"] == "MIT"


def test_what_is_left_stays(session, me, public):
    send(me, me.submit(REFRESH, text=NEWER), kies=["summary"])
    now = component(session)
    assert (now.summary, now.licence) == ("Verbindt alle zaaksystemen.", "EUPL-1.2")
    assert waiting_edits.waiting(session, now) == []
    assert boxes(me.submit(REFRESH, text=NEWER)) == {"licence": False}


def test_taking_over_twice_is_harmless(session, me, public):
    shown = me.submit(REFRESH, text=NEWER)
    send(me, shown, kies=["summary", "licence"])
    send(me, me.submit(REFRESH, text=NEWER), kies=["summary", "licence"])
    assert len(waiting_edits.waiting(session, component(session))) == 1


def test_the_same_file_has_no_differences(me, public):
    answer = me.submit(REFRESH, text=VALID)
    assert boxes(answer) == {}
    assert "De catalogus zegt al wat er in het bestand staat." in words(page(answer))


def test_what_the_newer_file_leaves_out_can_be_emptied(session, me, public):
    answer = me.submit(REFRESH, text=changed("releaseDate: 2026-03-01\n", ""))
    assert boxes(answer) == {"released_on": False}
    send(me, answer, kies=["released_on"])
    assert component(session).released_on is None


def test_a_change_in_between_is_a_conflict_and_the_choice_stays(session, me, public):
    shown = me.submit(REFRESH, text=NEWER)
    with transaction(session):
        component(session).keywords = ["zaken"]
    answer = send(me, shown, kies=["licence"])
    assert answer.status_code == 409
    assert boxes(answer) == {"summary": False, "licence": True}
    assert component(session).summary == "Verbindt oude en nieuwe zaaksystemen."
    assert send(me, answer, kies=["summary"]).status_code == 302


def test_what_a_public_component_must_have_is_not_lost(session, me, public):
    with transaction(session):
        public.licence, public.documentation_url = "MIT", "https://voorbeeld.nl"
    answer = send(me, me.submit(REFRESH, text=NEWER), kies=["onzin"])
    assert answer.status_code == 302


def test_a_draft_is_brought_up_to_date_at_once(session, me):
    me.submit("/aanmelden", FORM, text=VALID)
    send(me, me.submit(REFRESH, text=NEWER), kies=["summary", "licence"])
    now = component(session)
    assert (now.summary, now.licence) == ("Verbindt alle zaaksystemen.", "MIT")
    assert "license: MIT" in now.publiccode_text


def test_a_repository_gives_its_newer_file(session, me, public, forges):
    address = forges.gitea("gemeente/zaakbrug", {"main/publiccode.yml": NEWER})
    answer = me.submit(REFRESH, address=address)
    assert boxes(answer)["summary"]
    send(me, answer, kies=["summary"])
    assert component(session).publiccode_url == f"{address}/raw/branch/main/publiccode.yml"


def test_a_repository_without_a_file_is_told_so(me, public, forges):
    answer = me.submit(REFRESH, address=forges.gitlab("gemeente/leeg", {}))
    assert answer.status_code == 400
    assert "vonden we geen publiccode.yml" in words(page(answer))


@pytest.mark.parametrize("given", [{}, {"address": "x"}, {"text": "#" * 132_000}])
def test_what_cannot_be_used_is_told(me, public, given):
    answer = me.post(REFRESH, data=given, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert page(answer).findtext(".//title").startswith("Fout: ")


def test_an_address_that_came_along_is_no_more_than_that(session, me, public):
    shown = me.submit(REFRESH, text=NEWER)
    send(me, shown, url="javascript:alert(1)", kies=["summary"])
    assert component(session).publiccode_url is None


def test_only_who_may_change_it_can(session, public, browser, client):
    other = browser(make_user(session))
    assert other.get(REFRESH).status_code == 403
    assert other.post(REFRESH, data={"text": NEWER}).status_code == 403
    assert client.get(REFRESH).location.startswith("/inloggen")


def test_the_redactie_changes_it_at_once(session, public, browser, editor):
    redactie = browser(editor)
    send(redactie, redactie.submit(REFRESH, text=NEWER), kies=["licence"])
    assert component(session).licence == "MIT"


def test_the_owner_of_a_public_component_stays(session, browser, editor):
    make_component(session, name="Zaakbrug", publication=Publication.PUBLISHED)
    text = VALID + "organisation: {name: Gemeente Anders, uri: 'https://anders.nl'}\n"
    assert "owner_slug" not in boxes(browser(editor).submit(REFRESH, text=text))
