"""Where the routes about accounts come together."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
