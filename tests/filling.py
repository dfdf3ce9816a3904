"""Fill in the steps of a registration as a person does: ``register(browser, name="…", …)``."""

from govhub.web.registration.steps import FIRST, STEPS

NEW = "/aanmelden/nieuw"


def step_path(slug, key):
    """Return the address of a step."""
    return f"/aanmelden/{slug}/stap/{key}"


def register(browser, **values):
    """Fill in the first step and every other that these fields are in; return the slug."""
    answer = browser.submit(NEW, **_of(FIRST, values))
    slug = answer.location.split("/")[2]
    fill_in(
        browser, slug, **{name: each for name, each in values.items() if not _is_in(FIRST, name)}
    )
    return slug


def fill_in(browser, slug, **values):
    """Send every step that these fields are in, each of which leads on."""
    unknown = [name for name in values if not any(_is_in(step, name) for step in STEPS)]
    assert not unknown, f"no step asks {unknown}"
    for step in STEPS:
        mine = _of(step, values)
        if mine:
            answer = browser.submit(step_path(slug, step.key), **mine)
            assert answer.status_code == 302, f"{step.key}: {answer.status_code}"


def _of(step, values):
    return {name: value for name, value in values.items() if _is_in(step, name)}


def _is_in(step, name):
    return name.split("-")[0] in step.asks
