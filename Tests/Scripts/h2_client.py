"""Speaks HTTP/2 by the sans-I/O library h2, which shares nothing with nghttp2.

h2_client.py PORT: opens streams, uploads, cancels, pings, and checks what comes back.
"""

import socket
import sys

import h2.config
import h2.connection
import h2.events


def main(port: int) -> None:
    sock = socket.create_connection(("127.0.0.1", port), timeout=10)
    h2c = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
    h2c.initiate_connection()
    bodies: dict[int, bytes] = {}
    heads: dict[int, dict[str, str]] = {}
    ended: set[int] = set()
    pinged = False

    def head(method: str, path: str) -> list[tuple[str, str]]:
        return [
            (":method", method),
            (":path", path),
            (":scheme", "http"),
            (":authority", "vouch.test"),
        ]

    def pump() -> None:
        nonlocal pinged
        sock.sendall(h2c.data_to_send())
        data = sock.recv(65536)
        assert data, "the server closed"
        for event in h2c.receive_data(data):
            if isinstance(event, h2.events.ResponseReceived):
                heads[event.stream_id] = dict(event.headers)
            elif isinstance(event, h2.events.DataReceived):
                bodies[event.stream_id] = bodies.get(event.stream_id, b"") + event.data
                h2c.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, h2.events.StreamEnded):
                ended.add(event.stream_id)
            elif isinstance(event, h2.events.PingAckReceived):
                pinged = True
            elif isinstance(event, h2.events.ConnectionTerminated):
                raise AssertionError(f"GOAWAY {event.error_code}")

    # Fifty streams at once, answered in whatever order.
    gets = []
    for index in range(50):
        stream = h2c.get_next_available_stream_id()
        h2c.send_headers(stream, head("GET", f"/{index}"), end_stream=True)
        gets.append((stream, f"/{index}"))
    h2c.ping(b"12345678")
    while not pinged or any(stream not in ended for stream, _ in gets):
        pump()
    for stream, path in gets:
        assert heads[stream][":status"] == "200", heads[stream]
        assert heads[stream]["x-target"] == path, heads[stream]

    # A megabyte up and down on one stream, held to the windows that both sides give.
    upload = bytes(i * 7 % 251 for i in range(1_000_000))
    stream = h2c.get_next_available_stream_id()
    h2c.send_headers(stream, head("POST", "/upload"))
    sent = 0
    while sent < len(upload):
        room = min(h2c.local_flow_control_window(stream), h2c.max_outbound_frame_size)
        if room == 0:
            pump()
            continue
        h2c.send_data(stream, upload[sent : sent + room])
        sent += room
    h2c.send_headers(stream, [("x-trailer", "1")], end_stream=True)
    while stream not in ended:
        pump()
    assert bodies[stream] == upload, len(bodies[stream])

    # A stream that is given up does not harm the next.
    stream = h2c.get_next_available_stream_id()
    h2c.send_headers(stream, head("POST", "/cancelled"))
    h2c.reset_stream(stream, 8)
    stream = h2c.get_next_available_stream_id()
    h2c.send_headers(stream, head("GET", "/last"), end_stream=True)
    while stream not in ended:
        pump()
    assert heads[stream]["x-target"] == "/last"
    h2c.close_connection()
    sock.sendall(h2c.data_to_send())
    print("ok")


main(int(sys.argv[1]))
