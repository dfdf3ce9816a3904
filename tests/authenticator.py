"""A passkey made of software: answers as a device does, and lies when it is asked to."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

_USER_PRESENT, _USER_VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey, for one account."""

    origin: str
    is_verified: bool = True
    """The finger, face or PIN of the user was right."""
    count: int = 0
    """How often it was used; a copy does not know of the uses of the other."""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user: bytes = b""

    def make(self, options: dict) -> str:
        """Return the answer to ``navigator.credentials.create``."""
        self.user = base64url_to_bytes(options["user"]["id"])
        made = len(self.id).to_bytes(2) + self.id + self._public_key()
        data = self._data(options["rp"]["id"], _ATTESTED, bytes(16) + made)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            attestationObject=attestation, clientDataJSON=self._client("create", options)
        )

    def show(self, options: dict) -> str:
        """Return the answer to ``navigator.credentials.get``."""
        self.count += 1
        data, client = self._data(options["rpId"]), self._client("get", options)
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            authenticatorData=data,
            clientDataJSON=client,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=self.user,
        )

    def _client(self, kind: str, options: dict) -> bytes:
        said = {
            "type": f"webauthn.{kind}",
            "challenge": options["challenge"],
            "origin": self.origin,
        }
        return json.dumps(said).encode()

    def _data(self, rp_id: str, flags: int = 0, rest: bytes = b"") -> bytes:
        flags |= _USER_PRESENT | (_USER_VERIFIED if self.is_verified else 0)
        host = hashlib.sha256(rp_id.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4) + rest

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        return cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": bytes_to_base64url(self.id),
                "rawId": bytes_to_base64url(self.id),
                "type": "public-key",
                "response": {name: bytes_to_base64url(value) for name, value in response.items()},
                "clientExtensionResults": {},
            }
        )
