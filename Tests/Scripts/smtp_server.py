"""A mail server by aiosmtpd, which shares nothing with ours.

smtp_server.py [--security none|starttls|implicit] [--certificate FILE --key FILE]
               [--user NAME --password WORD] [--methods PLAIN,LOGIN] [--ascii]

Prints its port, then one line of JSON for each message it takes; serves until its standard input
ends. What stands before the reader's @ decides: `gone` is refused for good, `later` for now,
`silent` gets no answer.
"""

import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "gone":
            return "550 5.1.1 no such mailbox"
        if local == "later":
            return "451 4.3.0 try again later"
        if local == "silent":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "content": base64.b64encode(envelope.original_content).decode(),
            "secure": session.ssl is not None,
            "user": session.auth_data,
        }
        print(json.dumps(message), flush=True)
        return "250 2.0.0 taken"


class PlainWords(SMTP):
    """Without 8BITMIME and SMTPUTF8."""

    async def push(self, status):
        if isinstance(status, str) and status.startswith("250-8BITMIME"):
            return
        await super().push(status)


def authenticator(options):
    def authenticate(server, session, envelope, mechanism, data):
        given = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode())
        if given == (options.user, options.password):
            return AuthResult(success=True, auth_data=f"{options.user} by {mechanism}")
        return AuthResult(success=False, handled=False)

    return authenticate


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--security", default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--methods", default="PLAIN,LOGIN")
    parser.add_argument("--ascii", action="store_true")
    options = parser.parse_args()
    tls = None
    if options.security != "none":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(options.certificate, options.key)
    excluded = {"PLAIN", "LOGIN"} - set(options.methods.split(","))
    loop = asyncio.get_running_loop()

    def protocol():
        return (PlainWords if options.ascii else SMTP)(
            Handler(),
            enable_SMTPUTF8=not options.ascii,
            tls_context=tls if options.security == "starttls" else None,
            auth_required=options.user is not None,
            auth_require_tls=options.security == "starttls",
            auth_exclude_mechanism=list(excluded),
            authenticator=authenticator(options),
            loop=loop,
        )

    implicit = tls if options.security == "implicit" else None
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
