"""The composition root: the only module that knows every part."""

import os
from inspect import iscoroutinefunction
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from whitenoise import WhiteNoise

from govhub import paths
from govhub.config import Settings
from govhub.following.own import OwnComponents
from govhub.kernel.errors import SettingsError
from govhub.notifications.channel import Channel
from govhub.notifications.channels import open_channel
from govhub.notifications.notifier import notifiers
from govhub.notifications.webhooks.cloudevents import Sender
from govhub.notifications.webhooks.subscriber import WebhookMessages
from govhub.platform import db as database
from govhub.platform import log
from govhub.platform.fetch import PUBLIC, Reach
from govhub.platform.language import gettext as _
from govhub.platform.links import Signer
from govhub.platform.outbox import Relay
from govhub.platform.ratelimit import Limiter
from govhub.platform.tokenbucket import TokenBuckets
from govhub.search import thesaurus_file
from govhub.search.engine import SearchEngine
from govhub.search.engines import open_engine
from govhub.search.follower import Follower
from govhub.search.misses import Notepad
from govhub.search.synonyms import LivingThesaurus
from govhub.web import access, assets, edge, errors, jinja, role
from govhub.web.blueprints import BLUEPRINTS
from govhub.web.extensions import csrf, db
from govhub.web.services import Services
from govhub.web.upkeep import moved

_SEARCHES_AT_ONCE = 200
"""Searches that a visitor may do in a moment, before ``search_per_minute`` holds."""
_SUGGESTIONS_PER_SEARCH = 5
"""Who types a word asks for suggestions several times."""
_PORTS_OF_PROGRAMS = range(1024, 65_536)
_DRIVERS = {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}


def create_app(
    settings: Settings | None = None,
    *,
    search: SearchEngine | None = None,
    channel: Channel | None = None,
    reach: Reach | None = None,
) -> Flask:
    """Put GovHub together.

    Settings come from the environment, the search engine, the mail channel and which machines may
    be reached from the settings, unless they are given. Raises SettingsError when a setting cannot
    be used.
    """
    settings = settings or Settings()
    reach = reach or _reach(settings)
    log.configure(settings.log_format)
    app = Flask("govhub", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    app.config["SQLALCHEMY_ENGINES"] = {"default": _engine(settings.database_url)}
    db.init_app(app)
    _skip_async_teardown(app)
    jinja.register(app, settings)
    assets.register(app)
    edge.register(app, settings)
    errors.register(app)
    moved.register(app)
    csrf.init_app(app)
    access.register(app)
    role.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    with app.app_context():
        database.prepare(db.engine)
        thesaurus = LivingThesaurus(
            thesaurus_file.load(paths.SEED / "thesaurus.yaml"), db.sessionmaker
        )
        engine = search or open_engine(
            settings.search_url, thesaurus, cache_mb=settings.search_cache_mb
        )
        signer = Signer(settings.secret_keys)
        relay = Relay(
            db.sessionmaker,
            [
                OwnComponents(),
                *notifiers(settings, signer, channel or open_channel(settings), thesaurus),
                WebhookMessages(Sender(settings.base_url, settings.oin), thesaurus, reach),
            ],
        )
        services = Services(
            settings=settings,
            search=engine,
            follower=Follower(db.sessionmaker, engine),
            relay=relay,
            signer=signer,
            reach=reach,
            limiter=Limiter(db.engine, settings.secret_keys[-1]),
            thesaurus=thesaurus,
            notepad=Notepad(),
            searches=TokenBuckets(per_minute=settings.search_per_minute, burst=_SEARCHES_AT_ONCE),
            suggestions=TokenBuckets(
                per_minute=_SUGGESTIONS_PER_SEARCH * settings.search_per_minute,
                burst=_SUGGESTIONS_PER_SEARCH * _SEARCHES_AT_ONCE,
            ),
        )
    app.extensions["govhub"] = services
    _serve_static_files(app)
    return app


def _skip_async_teardown(app: Flask) -> None:
    """Drop the closing of async sessions, which we never open.

    Flask-SQLAlchemy-Lite registers it always; starting an event loop for nothing costs each
    request about 2 ms, and fails in a thread that has a loop already.
    """
    functions = app.teardown_appcontext_funcs
    functions[:] = [each for each in functions if not iscoroutinefunction(each)]


def _reach(settings: Settings) -> Reach:
    """Return which machines may be reached: in a demo also programs on this one, to try things."""
    return Reach(loopback_ports=_PORTS_OF_PROGRAMS) if settings.demo else PUBLIC


def _engine(database_url: str) -> dict[str, object]:
    """Return how to connect; a SQLite file gets its folder. Raises SettingsError."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        url = None
    if url is None or url.drivername not in _DRIVERS:
        raise SettingsError(
            _(
                "GOVHUB_DATABASE_URL klopt niet. Gebruik sqlite:/// met een bestand, of "
                "postgresql+psycopg://gebruiker:wachtwoord@host/database."
            )
        )
    if url.get_backend_name() == "sqlite" and url.database:
        file = Path(url.database).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        url = url.set(database=str(file))
    return {"url": url, **database.engine_options(str(url))}


def _serve_static_files(app: Flask) -> None:
    """Let WhiteNoise answer for files: compressed beforehand, hashed names for a year."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=os.fspath(paths.STATIC),
        prefix="static/",
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: "/dist/" in url and not url.endswith(".json"),
        add_headers_function=lambda headers, _path, _url: headers.add_header(
            "X-Content-Type-Options", "nosniff"
        ),
    )
