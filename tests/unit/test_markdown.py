"""Text that people write becomes HTML that is safe to show."""

import time

import pytest

from govhub.platform.markdown import MAX_LENGTH, render


def test_paragraphs_lists_links_and_code_are_shown():
    html = render("Een *alinea*.\n\n- punt\n\n[link](https://example.nl) en `code`")
    assert "<em>alinea</em>" in html
    assert "<li>punt</li>" in html
    assert '<a href="https://example.nl" rel="nofollow noopener">link</a>' in html
    assert "<code>code</code>" in html


@pytest.mark.parametrize("signs", ["#", "##", "###", "####", "#####", "######"])
def test_every_heading_fits_under_the_heading_of_the_page(signs):
    assert render(f"{signs} Kop") == "<h3>Kop</h3>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html,hoi)",
        '<p style="color:red" onclick="alert(1)">hoi</p>',
        "![plaatje](https://example.nl/volg.png)",
    ],
)
def test_what_could_do_harm_is_dropped(text):
    html = render(text)
    for word in ("<script", "<img", "javascript:", "data:", "style=", "onclick", "onerror="):
        assert word not in html


@pytest.mark.parametrize("signs", ["[", "[a", "![", "([", "*", "`", "> ", "<", "a*b_", "&"])
def test_hostile_text_is_rendered_quickly(signs):
    start = time.perf_counter()
    render(signs * (MAX_LENGTH // len(signs)))
    assert time.perf_counter() - start < 2


def test_a_text_with_far_too_many_links_shows_them_as_text():
    assert render("[a](https://example.nl) " * 201).count("[a](https://example.nl)") == 201
