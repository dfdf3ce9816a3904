import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.kernel.errors import InvalidInput
from govhub.platform.email_address import email_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("naam@voorbeeld.nl", "naam@voorbeeld.nl"),
        ("  Naam@Voorbeeld.NL\n", "naam@voorbeeld.nl"),
        ("naam@Café.nl", "naam@xn--caf-dma.nl"),
        ("naam+lijst@mail.voorbeeld.nl", "naam+lijst@mail.voorbeeld.nl"),
    ],
)
def test_an_address_is_kept_in_one_way(typed, kept):
    assert email_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "naam",
        "naam@localhost",
        "naam@[127.0.0.1]",
        "Naam <naam@voorbeeld.nl>",
        "naam@voorbeeld.nl, ander@voorbeeld.nl",
        "naam@voorbeeld.nl\r\nBcc: ander@voorbeeld.nl",
        "naam@voorbeeld.nl\x00",
        "naam\u2028@voorbeeld.nl",
        "é@voorbeeld.nl",
        f"{'n' * 250}@voorbeeld.nl",
    ],
)
def test_what_mail_cannot_go_to_is_refused_at_its_field(typed):
    with pytest.raises(InvalidInput) as refused:
        email_address(typed)
    assert refused.value.field == "email"


@given(st.text(max_size=80) | st.emails())
def test_whatever_is_typed_gives_one_line_of_ascii_or_a_sentence(typed):
    try:
        kept = email_address(typed)
    except InvalidInput:
        return
    assert kept.isascii()
    assert kept.isprintable()
    assert email_address(kept) == kept
