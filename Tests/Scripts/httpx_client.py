"""A Python program's everyday client. httpx_client.py URL [CA]: checks what a service is asked."""

import asyncio
import sys

import httpx


async def main(url: str, ca: str | None) -> None:
    settings = {"http1": ca is not None, "http2": True, "verify": ca if ca else False}
    async with httpx.AsyncClient(**settings, timeout=10) as client:
        answers = await asyncio.gather(*(client.get(f"{url}/{i}") for i in range(80)))
        for index, answer in enumerate(answers):
            assert answer.status_code == 200, answer
            assert answer.http_version == "HTTP/2", answer.http_version
            assert answer.headers["x-target"] == f"/{index}", answer.headers
        body = bytes(i % 256 for i in range(300_000))
        assert (await client.post(f"{url}/echo", content=body)).content == body

        async def pieces():
            for index in range(20):
                yield b"x" * 10_000
                await asyncio.sleep(0.001)

        assert len((await client.put(f"{url}/stream", content=pieces())).content) == 200_000
    print("ok")


asyncio.run(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
