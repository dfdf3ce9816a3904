"""How often people may do what costs others something: a mail, the time of the redactie.

Nobody is locked out for good: a window passes.
"""

import ipaddress

from flask import request

from govhub.platform.ratelimit import Limit
from govhub.platform.tokenbucket import TokenBuckets
from govhub.web.access import current_user
from govhub.web.extensions import db
from govhub.web.services import services

SIGN_IN_TO_ADDRESS = Limit("inloggen-adres", "10 per 5 minutes")
SIGN_IN_FROM_CLIENT = Limit("inloggen-ip", "10 per 5 minutes")
SECOND_STEP = Limit("tweede-stap-gebruiker", "10 per 15 minutes")
"""Codes, of an app or to recover: so nobody finds one by trying."""
PASSKEY_FROM_CLIENT = Limit("passkey-ip", "60 per 5 minutes")
"""Each question is a row, and each answer asks some arithmetic."""
PROVIDER_FROM_CLIENT = Limit("organisatie-ip", "30 per 5 minutes")
"""Each answer of the provider is checked by asking the provider."""
ACCOUNT_BY_USER = Limit("account-gebruiker", "60 per hour")
FOLLOW_TO_ADDRESS = Limit("volgen-adres", "20 per hour")
FOLLOW_FROM_CLIENT = Limit("volgen-ip", "30 per hour")
IMPORT_BY_USER = Limit("inlezen-gebruiker", "60 per hour")
"""Each may ask some pages of a server that is somebody else's."""
REGISTER_BY_USER = Limit("aanmelden-gebruiker", "20 per hour")
SUBMIT_BY_USER = Limit("indienen-gebruiker", "20 per hour")
CONTACT_BY_USER = Limit("contactadres-gebruiker", "20 per hour")
"""Each mails an address that somebody wrote in a form."""
INVITE_BY_USER = Limit("uitnodigen-gebruiker", "40 per hour")
CLAIM_BY_USER = Limit("overnemen-gebruiker", "20 per hour")
"""Both mail people who did not ask for it."""
SUGGEST_BY_USER = Limit("voorstellen-gebruiker", "20 per hour")
COMMENT_BY_USER = Limit("opmerkingen-gebruiker", "60 per hour")
"""Each mails the other side."""
REUSE_BY_USER = Limit("gebruik-gebruiker", "40 per hour")
"""Each mails the other side."""
STATUS_OF_COMPONENT = Limit("status-component", "20 per hour")
"""Each change mails everybody who follows the component; a redacteur may change many components."""
WEBHOOK_CHANGE = Limit("webhook-wijzigen", "30 per hour")
WEBHOOK_VERIFY = Limit("webhook-controleren", "20 per hour")
"""Each asks something of a server that may be somebody else's."""
WEBHOOK_TEST = Limit("webhook-testen", "30 per hour")
WEBHOOK_RESEND = Limit("webhook-opnieuw", "60 per hour")

_PREFIX_OF_ONE_IPV6_SUBSCRIBER = 64


def hit(limit: Limit, who: str) -> None:
    """Count one more by ``who``. Raises TooMany, which becomes a page. Not inside ``transaction``.

    The reader first lets go of its connection, so that one request never holds two.
    """
    db.session.rollback()
    services().limiter.hit(limit, who)


def take(buckets: TokenBuckets) -> None:
    """Count one more page for a visitor who is not signed in, in memory. Raises TooMany."""
    if current_user() is None:
        buckets.take(client())


def client() -> str:
    """Return who asks: the IP address, or for IPv6 the network that one subscriber is given."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((address, _PREFIX_OF_ONE_IPV6_SUBSCRIBER), strict=False))
