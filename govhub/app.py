"""The composition root: the only module that knows every part."""

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from govhub import paths
from govhub.config import Settings
from govhub.platform import db as database
from govhub.platform.links import Signer
from govhub.platform.outbox import Relay, Subscriber
from govhub.search.engine import SearchEngine
from govhub.web import assets, jinja
from govhub.web.blueprints import BLUEPRINTS
from govhub.web.extensions import csrf, db
from govhub.web.services import Services


def create_app(settings: Settings | None = None) -> Flask:
    """Put GovHub together. Settings come from the environment unless they are given."""
    settings = settings or Settings()
    app = Flask(
        "govhub", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC)
    )
    _configure(app, settings)
    db.init_app(app)
    csrf.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
        _services(settings).register()
    assets.register(app)
    jinja.register(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
