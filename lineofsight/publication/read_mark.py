"""The mark of what people read before they approve: another word, and it is another mark."""

from dataclasses import replace

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.trail.canonical import canonical, sha256_hex


def read_sha(content: EditionContent) -> str:
    """What a checker and an approver have read: all that will be printed, but for what may still come.

    That is the signatures, the partners' approvals, and a search that is made once more and finds nothing. What a
    second person lets pass is printed with its reason, so it is read too. The mark is the same before and after
    evidence that does not stand was taken out, because nobody reads that.
    """
    public = as_published(content)
    read = replace(
        public,
        sections=tuple(
            replace(section, lines=tuple(replace(line, signatures=()) for line in section.lines))
            for section in public.sections
        ),
        declared=replace(
            public.declared,
            approvals=(),
            searches=tuple(search for search in public.declared.searches if search.found.strip()),
        ),
    )
    return sha256_hex(canonical(read.to_dict()))
