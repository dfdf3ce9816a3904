"""Forms that stand open while somebody else changes the same, and what is asked when both did."""

from tests.inspector import page, words


class Form:
    """A form that somebody opened, and fills in later."""

    def __init__(self, browser, answer):
        self.browser = browser
        (self.form,) = page(answer).xpath("//main//form")
        self.fields = {}
        for name, value in self.form.form_values():
            self.fields.setdefault(name, []).append(value)

    def send(self, **values):
        assert values.keys() <= set(self.form.xpath(".//@name"))
        return self.browser.post(self.form.get("action"), data={**self.fields, **values})


def clashes(answer):
    """Return what must be chosen: label → what the block says."""
    assert answer.status_code == 409
    return {
        words(block.find(".//h2")): words(block) for block in page(answer).find_class("gh-clash")
    }
