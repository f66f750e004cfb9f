"""What an endpoint sends, bounded: in bytes after decompression, and in time until the last of them.

It stands alone because it must hold for every answer, of any status, before anybody reads it: a library
that reads an answer whole would take in whatever is sent, for as long as something comes.
"""

import time
import zlib
from collections.abc import Callable, Iterator

import httpx2

MOST_BYTES = 4_000_000
"""Of one answer; a whole reply has some tens of thousands."""

NOT_COMPRESSED = {"accept-encoding": "identity"}
"""The header that asks for answers as they are. One that comes compressed all the same is decompressed here."""


class Unreadable(Exception):
    """An answer that is too long, or compressed in a way we did not ask for."""


class Bounded(httpx2.BaseTransport):
    """A transport whose answers end after ``MOST_BYTES`` and within the request's own time for reading."""

    def __init__(self, inner: httpx2.BaseTransport, clock: Callable[[], float] = time.monotonic) -> None:
        self._inner = inner
        self._clock = clock

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer; reading it raises ``Unreadable`` or ``httpx2.ReadTimeout`` at its bounds."""
        seconds = request.extensions.get("timeout", {}).get("read")
        end = None if seconds is None else self._clock() + float(seconds)
        answer = self._inner.handle_request(request)
        coding = answer.headers.pop("content-encoding", "identity").strip().lower()
        if not isinstance(answer.stream, httpx2.SyncByteStream):
            raise Unreadable("the answer cannot be read in pieces")
        return httpx2.Response(
            status_code=answer.status_code,
            headers=answer.headers,
            stream=_BoundedStream(answer.stream, coding, end, self._clock),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Gives back the connections."""
        self._inner.close()


class _BoundedStream(httpx2.SyncByteStream):
    def __init__(
        self, inner: httpx2.SyncByteStream, coding: str, end: float | None, clock: Callable[[], float]
    ) -> None:
        self._inner = inner
        self._plain = _decoder(coding)
        self._end = end
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        left = MOST_BYTES
        for piece in self._inner:
            if self._end is not None and self._clock() > self._end:
                raise httpx2.ReadTimeout("the answer took too long")
            plain = self._plain(piece, left + 1)
            left -= len(plain)
            if left < 0:
                raise Unreadable(f"the answer is longer than {MOST_BYTES} bytes")
            yield plain

    def close(self) -> None:
        self._inner.close()


def _decoder(coding: str) -> Callable[[bytes, int], bytes]:
    """What makes plain bytes of a piece, at most so many of them; raises ``Unreadable``."""
    if coding in ("identity", ""):
        return lambda piece, most: piece[:most]
    if coding in ("gzip", "x-gzip", "deflate"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: tells gzip from zlib by its first bytes

        def plain(piece: bytes, most: int) -> bytes:
            try:
                return unpack.decompress(piece, most)
            except zlib.error:
                raise Unreadable("the answer's compression is broken") from None

        return plain
    raise Unreadable("the answer is compressed in a way that was not asked for")
