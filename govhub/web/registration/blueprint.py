"""Where the routes about registering come together."""

from flask import Blueprint

registration = Blueprint("registration", __name__)
