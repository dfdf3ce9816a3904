"""Flask extensions, created unbound; ``create_app`` binds them."""

from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

db = SQLAlchemy(session_options={"expire_on_commit": False})
"""``db.session`` is a reader; see ``platform.db.transaction``."""

csrf = CSRFProtect()
