"""How the parts are put together."""

from inspect import iscoroutinefunction


def test_no_request_starts_an_event_loop(shared_app):
    assert shared_app.teardown_appcontext_funcs
    assert not any(map(iscoroutinefunction, shared_app.teardown_appcontext_funcs))
