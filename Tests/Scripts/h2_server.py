"""Serves HTTP/2 by the sans-I/O library h2, which shares nothing with nghttp2.

h2_server.py: prints its port, then serves until its standard input ends. Few streams at once, small
windows and small frames, so that a client has to mind all of them.

    GET anything       its own path as JSON
    POST anything      the body, and its length as a trailer
    GET /early         103, then 200
    GET /refused       the first time REFUSED_STREAM, then 200
    GET /going         200 on a connection that has said GOAWAY
"""

import json
import os
import socket
import sys
import threading

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings

refused = threading.Event()


class Connection:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        config = h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        self.h2 = h2.connection.H2Connection(config)
        self.h2.local_settings = h2.settings.Settings(
            client=False,
            initial_values={
                h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: 5,
                h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: 10_000,
            },
        )
        self.heads: dict[int, dict[str, str]] = {}
        self.bodies: dict[int, bytearray] = {}
        self.unsent: dict[int, tuple[bytes, list[tuple[str, str]]]] = {}
        self.going = False

    def run(self) -> None:
        self.h2.initiate_connection()
        self.flush()
        while data := self.sock.recv(65536):
            for event in self.h2.receive_data(data):
                self.handle(event)
            self.flush()
            if self.going and not self.heads and not self.unsent:
                break
        self.sock.close()

    def flush(self) -> None:
        self.sock.sendall(self.h2.data_to_send())

    def handle(self, event: h2.events.Event) -> None:
        if isinstance(event, h2.events.RequestReceived):
            assert len(self.heads) < 5, "more streams than allowed"
            self.heads[event.stream_id] = dict(event.headers)
            self.bodies[event.stream_id] = bytearray()
        elif isinstance(event, h2.events.DataReceived):
            self.bodies[event.stream_id] += event.data
            self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamEnded):
            self.answer(event.stream_id)
        elif isinstance(event, h2.events.StreamReset):
            self.heads.pop(event.stream_id, None)
            self.unsent.pop(event.stream_id, None)
        elif isinstance(event, h2.events.WindowUpdated):
            for stream in list(self.unsent):
                self.send(stream)

    def answer(self, stream: int) -> None:
        head = self.heads.pop(stream)
        body = bytes(self.bodies.pop(stream))
        path = head[":path"]
        if path == "/refused" and not refused.is_set():
            refused.set()
            self.h2.reset_stream(stream, h2.errors.ErrorCodes.REFUSED_STREAM)
            return
        if path == "/going":
            self.going = True
            frame = b"\x00\x00\x08\x07\x00\x00\x00\x00\x00" + stream.to_bytes(4) + bytes(4)
            self.flush()
            self.sock.sendall(frame)
        if path == "/early":
            self.h2.send_headers(stream, [(":status", "103"), ("link", "</style.css>")])
        trailers = [("x-length", str(len(body)))] if head[":method"] == "POST" else []
        if head[":method"] != "POST":
            body = json.dumps({"path": path, "left": head.get("x-request-timeout-ms")}).encode()
        self.h2.send_headers(stream, [(":status", "200"), ("x-authority", head[":authority"])])
        self.unsent[stream] = (body, trailers)
        self.send(stream)

    def send(self, stream: int) -> None:
        body, trailers = self.unsent.pop(stream)
        while body:
            room = min(self.h2.local_flow_control_window(stream), 1_000)
            if room <= 0:
                self.unsent[stream] = (body, trailers)
                return
            self.h2.send_data(stream, body[:room])
            body = body[room:]
        if trailers:
            self.h2.send_headers(stream, trailers, end_stream=True)
        else:
            self.h2.end_stream(stream)


def accept(listener: socket.socket) -> None:
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=Connection(sock).run, daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
threading.Thread(target=accept, args=(listener,), daemon=True).start()
sys.stdin.read()
os._exit(0)
