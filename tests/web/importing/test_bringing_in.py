"""``/aanmelden``: from an address, a file or a text to a draft."""

import io
import uuid

import pytest

from govhub.catalogue.models import Component
from govhub.catalogue.queries import component_by_slug
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Maintenance, Publication
from govhub.platform.db import transaction
from govhub.registration.queries import registrations_of
from govhub.web import limits
from tests.inspector import page, words
from tests.making import make_category, make_component, make_organisation, make_user
from tests.unit.publiccode.documents import LONG, VALID, changed

BRING_IN = "/aanmelden/publiccode"
FORM = "//form[contains(@action, 'publiccode')]"


def errors(answer):
    return words(page(answer).xpath("//*[contains(@class, 'gh-error-summary')]")[0])


def value(answer, name):
    [field] = page(answer).xpath(f"//main//*[@name='{name}']")
    return field.get("value") if field.tag == "input" else field.text.removeprefix("\n")


def test_the_page_offers_every_way_to_begin(me):
    document = page(me.get("/aanmelden"))
    assert document.xpath("//form//input[@name='address']")
    assert document.xpath("//form//input[@type='file']")
    assert document.xpath("//form//textarea[@name='text']")
    assert document.xpath("//main//a[@href='/aanmelden/nieuw']")


def test_everything_that_can_be_read_is_in_the_draft(session, me, submitter):
    make_category(session, name="Zaken", publiccode_categories=["workflow-management"])
    make_organisation(session, name="Gemeente Delft")
    text = VALID + (
        "organisation: {name: gemeente delft, uri: 'https://www.delft.nl'}\n"
        "categories: [workflow-management]\n"
        "landingURL: https://www.voorbeeld.nl\n"
        "softwareVersion: 2.1.0\n"
        "nl: {commonground: {layerType: interface}}\n"
    )
    answer = me.submit("/aanmelden", FORM, text=text)
    assert answer.location == "/aanmelden/zaakbrug/publiccode"
    [draft] = registrations_of(session, submitter)
    assert draft.publication is Publication.DRAFT
    assert draft.status is Status.AVAILABLE
    assert (draft.name, draft.summary) == ("Zaakbrug", "Verbindt oude en nieuwe zaaksystemen.")
    assert draft.description == LONG.strip()
    assert draft.purposes == ["Vertalen van berichten"]
    assert draft.repository_key == "example.org/zaakbrug"
    assert draft.website_url == "https://www.voorbeeld.nl"
    assert (draft.licence, draft.maintenance) == ("EUPL-1.2", Maintenance.COMMUNITY)
    assert (draft.platforms, draft.languages) == (["web"], ["nl"])
    assert (draft.software_version, draft.layer) == ("2.1.0", "interactie")
    assert draft.owner.name == "Gemeente Delft"
    assert [each.name for each in draft.categories] == ["Zaken"]
    assert draft.publiccode["nl"] == {"commonground": {"layerType": "interface"}}
    assert draft.publiccode_url is None
    assert draft.is_on_behalf


def test_the_organisation_is_known_by_its_address_too(session, me, submitter):
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm0503"
    make_organisation(session, name="Gemeente Delft", tooi_uri=uri)
    me.submit("/aanmelden", FORM, text=f"name: X\norganisation: {{uri: '{uri}'}}\n")
    [draft] = registrations_of(session, submitter)
    assert draft.owner.name == "Gemeente Delft"


def test_a_repository_is_enough(session, me, submitter, forges):
    address = forges.gitlab("groep/sub/zaakbrug", {"main/publiccode.yml": VALID})
    answer = me.submit("/aanmelden", FORM, address=address)
    assert answer.location == "/aanmelden/zaakbrug/publiccode"
    [draft] = registrations_of(session, submitter)
    assert draft.publiccode_url == f"{address}/-/raw/main/publiccode.yml"
    assert draft.publiccode["name"] == "Zaakbrug"


def test_a_file_can_be_uploaded(session, me, submitter):
    me.submit("/aanmelden", FORM, file=(io.BytesIO(VALID.encode()), "publiccode.yml"))
    [draft] = registrations_of(session, submitter)
    assert draft.name == "Zaakbrug"


def test_a_file_that_is_not_in_utf_8_is_read_and_told_so(session, me, submitter):
    data = changed("name: Zaakbrug", "name: Coördinatie").encode("cp1252")
    answer = me.submit("/aanmelden", FORM, file=(io.BytesIO(data), "publiccode.yml"))
    [draft] = registrations_of(session, submitter)
    assert draft.name == "Coördinatie"
    assert "niet in UTF-8" in me.get(answer.location).text


def test_a_repository_without_a_file_goes_on_to_the_form(session, me, submitter, forges):
    address = forges.github("gemeente/zaak-brug", {})
    answer = me.submit("/aanmelden", FORM, address=address)
    assert answer.location == "/aanmelden/zaak-brug/stap/wat"
    [draft] = registrations_of(session, submitter)
    assert draft.name == "Zaak brug"
    assert draft.publiccode is None
    assert "nog geen publiccode.yml" in me.get(answer.location).text


def test_a_file_with_mistakes_is_no_reason_to_stop(session, me, submitter):
    answer = me.submit("/aanmelden", FORM, text="name: Zaakbrug\nlegal:\n\tlicense: EUPL-1.2\n")
    assert answer.status_code == 302
    [draft] = registrations_of(session, submitter)
    assert draft.licence == "EUPL-1.2"
    assert "geen geldige YAML" in me.get(answer.location).text


def test_a_name_that_is_missing_is_asked_and_nothing_is_lost(session, me, submitter):
    text = changed("name: Zaakbrug\n", "").replace("org/zaakbrug", "org/delft/zaakbrug")
    answer = me.submit("/aanmelden", FORM, text=text)
    assert answer.status_code == 400
    assert "Vul de naam hier in" in errors(answer)
    assert value(answer, "text").strip() == text.strip()
    assert value(answer, "name") == "Zaakbrug"  # as the repository is called
    form = page(answer).xpath(FORM)[0]
    data = {**dict(form.form_values()), "name": "Nieuwe naam"}
    assert me.open(BRING_IN, method="POST", data=data).status_code == 302
    assert [each.name for each in registrations_of(session, submitter)] == ["Nieuwe naam"]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "address", "Vul een adres in, kies een bestand of plak de tekst."),
        ({"address": "zaakbrug"}, "address", "Plak het adres uit uw browser"),
        ({"address": "https://10.0.0.1/a/b"}, "address", "intern netwerk"),
        ({"address": "x" * 2001}, "address", "Dit adres is te lang"),
        ({"text": "#" * 140_000}, "text", "meer dan 128 kB"),
        ({"text": "name: X", "name": "x" * 151}, "name", "hoogstens 150 tekens"),
    ],
)
def test_what_cannot_be_used_stays_in_its_field(session, me, submitter, given, field, sentence):
    answer = me.post(BRING_IN, data=given, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert sentence in errors(answer)
    assert page(answer).findtext(".//title").startswith("Fout: ")
    assert value(answer, field).strip() == given.get(field, "")
    assert registrations_of(session, submitter) == []


def test_a_file_that_is_empty_is_told_so(me):
    answer = me.post(BRING_IN, data={"file": (io.BytesIO(b" \n"), "publiccode.yml")})
    assert answer.status_code == 400
    assert "Dit bestand is leeg" in errors(answer)


def test_an_uploaded_file_is_in_the_box_when_something_is_wrong(me):
    text = changed("name: Zaakbrug\n", "").replace("url:", "x-url:")
    answer = me.post(BRING_IN, data={"file": (io.BytesIO(text.encode()), "publiccode.yml")})
    assert answer.status_code == 400
    assert value(answer, "text").strip() == text.strip()


@pytest.mark.parametrize(
    ("status", "sentence"), [(404, "bestaat niet, of is niet openbaar"), (503, "code 503")]
)
def test_what_cannot_be_found_is_told_and_the_address_stays(me, forges, status, sentence):
    address = forges.page("/gemeente/zaakbrug", status=status)
    for path in ("/api/v1/repos/gemeente/zaakbrug/raw/publiccode.yml",):
        forges.page(path, status=503)
    answer = me.submit("/aanmelden", FORM, address=address)
    assert answer.status_code == 400
    assert sentence in errors(answer)
    assert value(answer, "address") == address


def test_the_same_form_twice_makes_one_draft(session, me, submitter):
    data = {"form_id": str(uuid.uuid4()), "text": VALID}
    first, second = me.post(BRING_IN, data=data), me.post(BRING_IN, data=data)
    assert first.location == second.location == "/aanmelden/zaakbrug/publiccode"
    assert len(registrations_of(session, submitter)) == 1


def test_the_same_form_after_the_draft_was_changed_leaves_that_alone(session, me, submitter):
    data = {"form_id": str(uuid.uuid4()), "text": VALID}
    me.post(BRING_IN, data=data)
    with transaction(session):
        component_by_slug(session, "zaakbrug").summary = "Zelf geschreven."
    assert me.post(BRING_IN, data=data).status_code == 302
    [draft] = registrations_of(session, submitter)
    assert draft.summary == "Zelf geschreven."


def test_going_back_and_bringing_in_something_else_makes_another_draft(session, me, submitter):
    key = str(uuid.uuid4())
    me.post(BRING_IN, data={"form_id": key, "text": "name: Eerste"})
    me.post(BRING_IN, data={"form_id": key, "text": "name: Tweede"})
    assert {each.name for each in registrations_of(session, submitter)} == {"Eerste", "Tweede"}


def test_what_is_there_already_is_said_first(session, me, submitter):
    make_component(session, name="Bestaand", repository_url="https://example.org/Zaakbrug/")
    answer = me.submit("/aanmelden", FORM, text=VALID)
    assert answer.status_code == 200
    document = page(answer)
    assert document.xpath("//main//a[@href='/componenten/bestaand']")
    assert not document.xpath("//main//a[@href='/componenten/bestaand/publiccode']")
    assert value(answer, "text").strip() == VALID.strip()
    assert registrations_of(session, submitter) == []


def test_it_is_registered_all_the_same_on_purpose_only(session, me, submitter):
    make_component(session, name="Bestaand", repository_url="https://example.org/zaakbrug")
    form = page(me.submit("/aanmelden", FORM, text=VALID)).xpath(FORM)[0]
    data = dict(form.form_values())
    assert me.open(BRING_IN, method="POST", data=data).status_code == 200
    answer = me.open(BRING_IN, method="POST", data={**data, "toch": "ja"})
    assert answer.location == "/aanmelden/zaakbrug/publiccode"


def test_who_keeps_it_is_led_to_bring_it_up_to_date(session, me, submitter):
    make_component(
        session,
        name="Van mij",
        repository_url="https://example.org/zaakbrug",
        publication=Publication.DRAFT,
        submitted_by=submitter,
    )
    document = page(me.submit("/aanmelden", FORM, text=VALID))
    assert document.xpath("//main//a[@href='/componenten/van-mij/publiccode']")


def test_a_draft_of_somebody_else_is_not_told_of(session, me):
    make_component(
        session,
        name="Geheim",
        repository_url="https://example.org/zaakbrug",
        publication=Publication.DRAFT,
        submitted_by=make_user(session),
    )
    assert me.submit("/aanmelden", FORM, text=VALID).status_code == 302


def test_the_same_file_is_recognised_by_where_it_lies(session, me, submitter, forges):
    address = forges.file("/x/publiccode.yml", "name: Zaakbrug\n")
    present = make_component(session, name="Bestaand")
    with transaction(session):
        session.get(Component, present.id).publiccode_url = address
    assert "Bestaand" in me.submit("/aanmelden", FORM, address=address).text
    assert registrations_of(session, submitter) == []


def test_too_many_wait_and_the_text_stays(me, monkeypatch):
    monkeypatch.setattr(
        limits, "IMPORT_BY_USER", type(limits.IMPORT_BY_USER)("inlezen-gebruiker", "1 per hour")
    )
    me.submit("/aanmelden", FORM, text="name: Eerste")
    answer = me.submit("/aanmelden", FORM, text="name: Tweede")
    assert answer.status_code == 429
    assert value(answer, "text").strip() == "name: Tweede"


def test_telephone_numbers_are_not_kept(session, me, submitter):
    text = changed("- name: Team Zaakbrug", "- name: Team Zaakbrug\n      phone: +31 15 2602222")
    answer = me.submit("/aanmelden", FORM, text=text)
    assert "2602222" not in me.get(answer.location).text
    [draft] = registrations_of(session, submitter)
    assert "2602222" not in str(draft.publiccode) + (draft.publiccode_text or "")


def test_the_text_is_kept_only_until_it_is_public(session, me, submitter):
    from govhub.catalogue import service  # noqa: PLC0415

    me.submit("/aanmelden", FORM, text=VALID)
    [draft] = registrations_of(session, submitter)
    assert draft.publiccode_text
    with transaction(session):
        service.publish(session, draft)
    assert draft.publiccode_text is None


def test_a_component_cannot_stand_in_the_way_of_the_page(session, me, submitter):
    me.submit("/aanmelden", FORM, text="name: publiccode")
    [draft] = registrations_of(session, submitter)
    assert draft.slug == "publiccode-2"


@pytest.mark.parametrize(
    "text",
    [
        'name: "Za\\0ak"',
        'name: "Za\\ud800ak"\n"\\ud800": "\\0"',
        "name: [X]\nfeatures: {a: 1}",
        "name: 2024-01-01",
        "- name: X",
        "&a [*a]",
        "name: X\ndescription: 3\nlegal: [1]\nmaintenance: x\nsupports: 1\ncategories: {a: {b: c}}",
        "name: X\nurl: 'javascript:alert(1)'\nlandingURL: 'http://['",
        "name: X\nreleaseDate: 9999-99-99\nlocalisation: {availableLanguages: [no, 1, [x]]}",
        "name: " + "x" * 5000,
        "a: &a " + "x" * 60_000 + "\nname: X\nb: [" + "*a," * 5000 + "]",
        "name: X\nnl: {commonground: {layerType: " + "y" * 300 + "}}",
        "name: X\norganisation: {name: '" + "z" * 3000 + "', uri: '" + "z" * 3000 + "'}",
        "%YAML 9.9\n---\nname: X",
        "name: X\n---\nname: Y",
    ],
)
def test_no_text_breaks_anything(me, text):
    answer = me.post(BRING_IN, data={"text": text})
    assert answer.status_code in {302, 400}
    if answer.status_code == 302:
        assert me.get(answer.location).status_code == 200
