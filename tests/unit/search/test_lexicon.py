import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.search.field_words import FIELD_WORDS
from govhub.search.lexicon import FOLDER, Lexicon, lexicon, read

folded = st.text("abcz", min_size=1, max_size=4)


@given(words=st.sets(folded), asked=folded)
def test_a_word_is_in_the_lexicon_when_it_was_put_there(words, asked):
    lines = "".join(f"{word}\n" for word in sorted(words)).encode()

    assert (asked in Lexicon(lines)) is (asked in words)
    assert all(word in Lexicon(lines) for word in words)


def test_the_words_of_our_own_field_are_always_there():
    assert {"webhook", "zaak"} <= Lexicon().parts
    assert "webhook" in Lexicon()


@pytest.mark.parametrize("content", [None, ""])
def test_without_files_only_the_words_of_our_own_field_are_known(tmp_path, content):
    if content is not None:
        (tmp_path / "parts.txt").write_text(content)
        (tmp_path / "words.txt").write_text(content)

    assert read(tmp_path).parts == FIELD_WORDS
    assert "zwoegen" not in read(tmp_path)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/assets has not been run")
def test_the_dictionary_knows_the_forms_of_words_and_which_can_be_in_a_compound():
    assert all(word in lexicon() for word in ("fietsen", "coordinatie", "gekozen", "zwoeg"))
    assert "gekoozen" not in lexicon()
    assert {"verkiezings", "uitslag", "bomen"} <= lexicon().parts
    assert not {"zwoegen", "amsterdam"} & lexicon().parts
