#!/usr/bin/env python3
"""Prints a user's access token, signed with the P-256 key in a PEM file by openssl, and writes the
key set that identity would publish.
usage: token.py PRIVATE_KEY.pem KEY_SET.json"""
import base64
import hashlib
import json
import subprocess
import sys
import time

key = sys.argv[1]


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


# SubjectPublicKeyInfo of P-256 ends with the point: 04, x, y.
point = openssl("pkey", "-in", key, "-pubout", "-outform", "DER")[-64:]
x, y = text(point[:32]), text(point[32:])
thumbprint = '{"crv":"P-256","kty":"EC","x":"%s","y":"%s"}' % (x, y)
kid = text(hashlib.sha256(thumbprint.encode()).digest())
published = dict(json.loads(thumbprint), kid=kid, use="sig", alg="ES256")
with open(sys.argv[2], "w") as file:
    json.dump({"keys": [published]}, file)

now = int(time.time())
header = {"alg": "ES256", "kid": kid, "typ": "at+jwt"}
claims = {
    "iss": "vouch",
    "aud": "vouch",
    "jti": "0198f3a0-0000-4000-8000-000000000003",
    "kind": "user",
    "sub": "0198f3a0-0000-7000-8000-000000000001",
    "org": "0198f3a0-0000-7000-8000-000000000002",
    "role": "recruiter",
    "iat": now,
    "nbf": now,
    "exp": now + 900,
}
signed = ".".join(text(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
der = openssl("dgst", "-sha256", "-sign", key, data=signed.encode())


def integers(der):
    """The two integers of an ECDSA signature, 32 bytes each."""
    at = 2
    for _ in range(2):
        length = der[at + 1]
        yield int.from_bytes(der[at + 2 : at + 2 + length], "big").to_bytes(32, "big")
        at += 2 + length


print(f"{signed}.{text(b''.join(integers(der)))}")
