"""XML as a stream: told tag by tag, with nothing defined by the file itself and nothing loaded from elsewhere."""

from collections.abc import Callable, Iterable
from typing import NoReturn
from xml.parsers import expat

from lineofsight.files.guard import verdict
from lineofsight.files.guard.verdict import Limits, damaged

OnTag = Callable[[str, dict[str, str]], None]
OnText = Callable[[str], None]


def _nothing(*_: object) -> None:
    return None


def walk(
    pieces: Iterable[bytes],
    *,
    limits: Limits,
    on_tag: OnTag = _nothing,
    on_end: OnText = _nothing,
    on_text: OnText = _nothing,
) -> None:
    """Read XML and tell each opening tag (name without prefix, attributes), closing tag and text on the way.

    Raises Refused for a document type, entities, deep nesting, one endless tag, or XML that is not well formed.
    """
    # No namespaces: a prefix can be anything, so names are told without theirs.
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.xml_depth:
            verdict.refuse("xml-depth")
        on_tag(name.rpartition(":")[2], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        on_end(name.rpartition(":")[2])

    def forbidden(*_: object) -> None:
        verdict.refuse("xml-entities")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = forbidden
    parser.EntityDeclHandler = forbidden
    parser.ExternalEntityRefHandler = _refused_reference
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            # What the parser holds back is one unfinished piece. Reading it again with each chunk costs its square.
            if fed - max(parser.CurrentByteIndex, 0) > limits.xml_token:
                verdict.refuse("xml-token")
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError):
        damaged()


def _refused_reference(*_: object) -> NoReturn:
    raise verdict.Refused("xml-entities")
