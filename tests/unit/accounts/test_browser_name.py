import pytest

from govhub.web.accounts.browser_name import browser_name

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0": (
        "Firefox op Windows"
    ),
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
    ): "Edge op Windows",
    (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.0.0 Safari/537.36"
    ): "Chrome op Linux",
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
    ): "Safari op iPhone",
    (
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"
    ): "Samsung Internet op Android",
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/17.4 Safari/605.1.15"
    ): "Safari op Mac",
    "curl/8.6.0": "Onbekende browser",
    "": "Onbekende browser",
    "Linux": "Linux",
    "x" * 100_000 + "Firefox/1": "Onbekende browser",
}


@pytest.mark.parametrize(("user_agent", "name"), AGENTS.items())
def test_a_browser_is_called_what_people_call_it(user_agent, name):
    assert browser_name(user_agent) == name
