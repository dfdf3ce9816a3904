"""Where the routes about reviewing come together."""

from flask import Blueprint

review = Blueprint("review", __name__)
