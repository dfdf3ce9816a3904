"""Register, be asked for a change, be approved, be found, change the status: point 4 of the job."""

from govhub.catalogue.status import Status
from tests.filling import NEW, fill_in
from tests.making import make_category, make_organisation
from tests.web.review.conftest import DECISION


def test_from_a_name_to_an_approved_status(
    session, client, me, browser, submitter, editor, mail, work
):
    make_category(session, name="Zaken")
    make_organisation(session, name="Gemeente Voorbeeld")
    redactie = browser(editor)

    def mails_to(user):
        work()
        found = [message.subject for message in mail.sent if message.to == user.email]
        mail.sent.clear()
        return found

    me.submit(NEW, name="Zaakregister", verder="klad")
    fill_in(
        me,
        "zaakregister",
        summary="Bewaart zaken.",
        purposes="zaken bewaren\nzaken zoeken\nzaken delen",
        category="zaken",
        owner_slug="gemeente-voorbeeld",
        contact_email="team@voorbeeld.nl",
        status="demo",
    )
    me.submit("/aanmelden/zaakregister", "//form[@action='/aanmelden/zaakregister']")
    assert mails_to(editor) == ["Nieuwe aanmelding: Zaakregister"]
    assert client.get("/componenten/zaakregister").status_code == 404

    redactie.submit(
        "/redactie/zaakregister",
        DECISION,
        verdict="wijziging_gevraagd",
        reason="Voeg documentatie toe.",
    )
    assert mails_to(submitter) == ["Zaakregister: wilt u iets aanpassen?"]
    assert "Voeg documentatie toe." in me.get("/aanmelden/zaakregister").text

    fill_in(
        me,
        "zaakregister",
        documentation_url="https://docs.voorbeeld.nl",
        repository_url="https://code.voorbeeld.nl/zaken",
        licence="EUPL-1.2",
    )
    me.submit("/aanmelden/zaakregister", "//form[@action='/aanmelden/zaakregister']")
    assert mails_to(editor) == ["Opnieuw ingediend: Zaakregister"]

    redactie.submit("/redactie/zaakregister", DECISION, verdict="goedgekeurd")
    assert mails_to(submitter) == ["Zaakregister staat in de catalogus"]
    assert client.get("/componenten/zaakregister").status_code == 200
    assert "Zaakregister" in client.get("/componenten?q=zaakregister").text

    me.submit("/componenten/zaakregister/status", "//form[@id='status']", new="beschikbaar")
    assert mails_to(editor) == ["Voorstel: Zaakregister van Demo naar Beschikbaar"]
    redactie.submit("/redactie/zaakregister", DECISION, verdict="goedkeuren")
    assert "Zaakregister heeft nu de status Beschikbaar" in mails_to(submitter)
    assert str(Status.AVAILABLE.meaning) in client.get("/componenten/zaakregister").text
