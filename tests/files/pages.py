"""Makes invented PDFs and pictures, and spoils them on purpose."""

import struct
import zlib


def pdf(*objects: bytes, catalogue: bytes = b"", trailer: bytes = b"", behind: bytes = b"") -> bytes:
    """A PDF of one page with further objects, numbered from 4."""
    page = b"BT /F1 12 Tf (Plans are read aloud.) Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        stream(page),
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out) + behind


def stream(content: bytes, head: bytes = b"/Filter /FlateDecode", *, packed: bytes | None = None) -> bytes:
    raw = zlib.compress(content, 9) if packed is None else packed
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(raw), raw)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(*extra: bytes, width: int = 2, height: int = 2, behind: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    points = chunk(b"IDAT", zlib.compress(b"\x00\x00\x00" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + points + chunk(b"IEND", b"") + behind


def jpeg(*, width: int = 8, height: int = 8, behind: bytes = b"", has_frame: bool = True) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB3B", 11, 8, height, width, 1, 1, 0x11, 0)
    scan = b"\xff\xda" + struct.pack(">HB2B3B", 8, 1, 1, 0, 0, 63, 0) + b"\x12\x34\xff\x00\x56\xff\xd0\x78"
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\x00", 0x101, 0, 1, 1, 0, 0)
    return start + (frame if has_frame else b"") + scan + b"\xff\xd9" + behind
