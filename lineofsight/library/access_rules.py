"""What a partnership decides about who sees what, as far as it is a yes or a no."""

from typing import ClassVar

from pydantic import Field

from lineofsight.library.entry import Entry


class AccessRules(Entry):
    """What happens when somebody says that they see what they should not."""

    FOLDER: ClassVar[str] = "access-rules"

    stops_at_once: bool = Field(
        description="true: they do not see the row from then on, until the data-protection officer has answered"
    )
