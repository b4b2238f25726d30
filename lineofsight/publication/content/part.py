"""What every part of an edition's content is: read strictly, so that nothing stands in it that nobody asked for."""

from typing import ClassVar

from pydantic import ConfigDict


class Part:
    """Strict when read: an unknown key, a number for a text or a missing field is refused."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)
