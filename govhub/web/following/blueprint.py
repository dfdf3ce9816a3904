"""Where the routes about following come together."""

from flask import Blueprint

following = Blueprint("following", __name__)
