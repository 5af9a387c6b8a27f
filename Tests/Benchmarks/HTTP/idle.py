#!/usr/bin/env python3
"""What an idle HTTP/2 connection costs a server. idle.py PORT PID COUNT

Each connection has answered one request, as an idle one has, and then waits.
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


def rss(pid: str) -> int:
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def main(port: int, pid: str, count: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, count + 100))
    before = rss(pid)
    sockets = []
    for _ in range(count):
        sock = socket.create_connection(("127.0.0.1", port))
        sock.sendall(PREFACE + SETTINGS + ACK + HEADERS)
        sockets.append(sock)
    for sock in sockets:
        answer = b""
        while b"hello world" not in answer:
            piece = sock.recv(4096)
            assert piece, "the server closed"
            answer += piece
    time.sleep(1)
    after = rss(pid)
    print(f"one idle HTTP/2 connection: {(after - before) / count:.1f} KiB ({count} open)")


main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
