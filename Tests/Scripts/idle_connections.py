#!/usr/bin/env python3
"""Opens idle HTTP/2 connections and holds them. idle_connections.py PORT COUNT SECONDS

Each has answered one request. In the end every one of them must answer a PING.
"""

import resource
import socket
import sys
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SETTINGS = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
ACK = b"\x00\x00\x00\x04\x01\x00\x00\x00\x00"
# GET http / with ":authority: a", all from the static table but for one literal.
BLOCK = b"\x82\x86\x84\x41\x01a"
HEADERS = len(BLOCK).to_bytes(3, "big") + b"\x01\x05\x00\x00\x00\x01" + BLOCK
PING = b"\x00\x00\x08\x06\x00\x00\x00\x00\x00idle8000"
PONG = b"\x00\x00\x08\x06\x01\x00\x00\x00\x00idle8000"


def read_until(sock: socket.socket, end: bytes) -> None:
    got = b""
    while end not in got:
        piece = sock.recv(4096)
        assert piece, "the server closed"
        got += piece


def main(port: int, count: int, seconds: float) -> None:
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (count + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )
    socket.setdefaulttimeout(30)
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    for sock in sockets:
        sock.sendall(PREFACE + SETTINGS + ACK + HEADERS)
    for sock in sockets:
        read_until(sock, b"hello")
    time.sleep(seconds)
    for sock in sockets:
        sock.sendall(PING)
        read_until(sock, PONG)
    print(f"{count} kept")


main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
