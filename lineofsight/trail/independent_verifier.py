"""Check an exported trail against a checkpoint, without any of the product's code.

    python independent_verifier.py EXPORT CHECKPOINT PUBLIC_KEY

EXPORT is what `./los verify --export` wrote: one event a line. CHECKPOINT is a signed checkpoint of the same size that
you kept yourself (or the one written beside the export). PUBLIC_KEY is the line that the partnership gave you.
Needs Python 3.11 and the package `cryptography`. Ends with 0 when all is well and with 1 when anything is wrong.
Formats: RFC 6962 (the tree), C2SP signed-note and tlog-checkpoint (the checkpoint).
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def opened(note: str, public_key: str) -> tuple[int, bytes]:
    """The size and the root that the checkpoint states, once its signature holds."""
    name, key_id, encoded = public_key.strip().split("+", 2)
    key = base64.b64decode(encoded)
    if sha256(name.encode() + b"\n" + key)[:4].hex() != key_id or key[:1] != b"\x01":
        raise ValueError("the public key does not fit its own id")
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        _, signer, signed = line.split(" ")
        raw = base64.b64decode(signed)
        if signer == name and raw[:4].hex() == key_id:
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(raw[4:], text.encode())
            origin, size, root = text.split("\n")[:3]
            if origin != name:
                raise ValueError("the checkpoint is of another trail than the key")
            return int(size), base64.b64decode(root)
    raise ValueError("the checkpoint is not signed with this key")


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Tree:
    """Whole subtrees from left to right, each with its height; two of one height become one."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, bytes]] = []

    def add(self, content: bytes) -> None:
        height, node = 0, sha256(b"\x00" + content)
        while self.parts and self.parts[-1][0] == height:
            height, node = height + 1, sha256(b"\x01" + self.parts.pop()[1] + node)
        self.parts.append((height, node))

    def root(self) -> bytes:
        if not self.parts:
            return sha256(b"")
        node = self.parts[-1][1]
        for _, left in reversed(self.parts[:-1]):
            node = sha256(b"\x01" + left + node)
        return node


def check(export: Path, note: str, public_key: str) -> list[str]:
    """What is wrong, one sentence each; empty when all is well."""
    size, root = opened(note, public_key)
    wrong: list[str] = []
    tree, count, blank, erased = Tree(), 0, set(), set()
    with export.open(encoding="utf-8") as lines:
        for line in lines:
            if count == size:
                return [*wrong, f"the export has more than the {size} events of the checkpoint"]
            row = json.loads(line)
            event = row["event"]
            tree.add(canonical(event))
            count += 1
            if event["act"] == "trail.details_erased":
                erased.add(event["subject_ref"])
            if row.get("body") == "" and row.get("salt") == "":
                blank.add(event["ref"])
            elif "body" in row and sha256(f"{row['salt']}\n{row['body']}".encode()).hex() != event["commitment"]:
                wrong.append(f"the details of event {count - 1} ({event['ref']}) are not those that were recorded")
    if count != size or tree.root() != root:
        wrong.append(f"the {count} events are not the {size} that the checkpoint was signed for")
    return wrong + [f"the details of {ref} are blank; no event erased them" for ref in sorted(blank - erased)]


if __name__ == "__main__":
    try:
        faults = check(Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8"), sys.argv[3])
    except (OSError, ValueError, KeyError, TypeError, IndexError, InvalidSignature) as error:
        faults = [f"cannot be checked: {type(error).__name__} {error}"]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "The export is what the checkpoint was signed for.\n")
    sys.exit(1 if faults else 0)
