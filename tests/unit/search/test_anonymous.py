import pytest

from govhub.search.anonymous import anonymous


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zaaksysteem", "zaaksysteem"),
        ("  Hoe   werkt iDEAL? ", "hoe werkt ideal"),
        ("e-mail & sms", "e-mail sms"),
        ("ideeën", "ideeën"),
        ("NEN 7510", "nen 7510"),
        ("ISO 27001 norm", "iso 27001 norm"),
        ("AI", "ai"),
        ("eHerkenning (niveau 3)", "eherkenning niveau 3"),
    ],
)
def test_plain_words_are_kept_in_lower_case(typed, kept):
    assert anonymous(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("paspoort jan.jansen@voorbeeld.nl", "paspoort"),
        ("jan\uff20voorbeeld.nl", None),
        ("@jan", None),
        ("jan (at) voorbeeld.nl dossier", "dossier"),
        ("bsn 123456782 opzoeken", "bsn opzoeken"),
        ("111222333", None),
        ("BSN:123.456.782", None),
        ("bel 06 1234 5678", "bel"),
        ("bel +31-6-12345678", "bel"),
        ("(020) 123 45 67", None),
        ("rekening NL91ABNA0417164300", "rekening"),
        ("kenteken 12-34-56", "kenteken"),
        ("geboren 31-12-1980", "geboren"),
        ("melding 1234 AB 12", "melding"),
        ("melding 1234ab", "melding"),
        ("zaak 2026-123456 status", "zaak status"),
        ("٠١٢٣٤٥٦٧٨", None),
    ],
)
def test_what_may_point_to_a_person_is_left_out(typed, kept):
    assert anonymous(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?!",
        "42",
        "x",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "../../etc/passwd",
        "https://voorbeeld.nl/x",
        "поиск",
        "搜索",
        "\u202eomgekeerd",
        "een twee drie vier vijf zes zeven acht negen",
        70 * "a",
        "a" + 200 * "\0",
    ],
)
def test_what_is_no_short_dutch_question_is_not_kept(typed):
    assert anonymous(typed) is None
