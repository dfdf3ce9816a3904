"""Plain text is cut in words on a faster way, to the same words."""

from hypothesis import given
from hypothesis import strategies as st

from govhub.search.dutch import normal, pieces, tokens, words, written


@given(st.text(st.characters(max_codepoint=0x17F) | st.sampled_from("'’_-. \n\0"), max_size=60))
def test_the_words_are_those_with_their_places(text):
    text = normal(text)

    assert tokens(text) == [word.folded for word in words(text)]
    assert written(text) == {piece.group() for piece in pieces(text)}
