"""Where each refusal is cured: the page of the service, and the field on it.

A check says what is wrong; where somebody goes to mend it is the service's matter, and stands here for all of them.
"""

from lineofsight.publication.content.edition import EditionContent, Line
from lineofsight.publication.gate.check import Found

# By code, or by its first part: which page of the sentence. What is not named is cured on the sentence's own page, from
# where one comes to its evidence, figures and sources.
_OF_SENTENCE = {
    "evidence.none": "evidence",
    "evidence.expired": "evidence",
    "evidence.rejected": "evidence",
    "evidence.withdrawn": "evidence",
    "kind": "words",
    "kind.intention_without_day": "change#id_due_date",
    "kind.other_day": "change#id_due_date",
    "kind.day_past": "change#id_kind",
    "kind.intention_without_owner": "change#id_owner_role",
    "kind.context_speaks_for_agency": "change#id_kind",
    "kind.adverse_as_progress": "change#id_kind",
    "wording": "words",
    "all": "words",
    "words": "words",
    "quotation": "words",
    "quotation.source_not_supplied": "",
    "quotation.source_changed": "",
    "figure.not_tied": "words",
    "figure.not_in_sentence": "words",
    "figure.text_differs": "words",
    "figure.sentence_differs": "words",
    "figure.percent_of_few": "words",
    "figure.other_time": "words",
    "figure.count_without_number": "words",
    "figure.other_thing": "words",
    "figure.other_class": "words",
    "figure.narrowed": "words",
    "figure.other_doer": "words",
    "figure.sample_as_all": "words",
    "figure.said_random": "words",
    "figure.not_alike": "words",
    "figure.word_differs": "words",
    "figure.released_otherwise": "words",
    "small": "words",
    "signed.changed": "words",
}
_OPEN = frozenset({"open.missing", "open.no_text", "open.partner_untold"})


def link_of(found: Found, content: EditionContent, line: Line | None) -> str:
    """The address of the page where something found is cured, with the field; `line`: the sentence it is about."""
    if found.code in _OPEN:
        return f"/reviews/{content.review_ref}/open-items/new"
    if found.page.startswith("assessments/"):
        return f"/{found.page}"
    if line is not None and found.page.startswith("evidence"):
        return f"/statements/{line.statement_ref}/{found.page}"
    if line is None or found.page != "statement":
        return f"/summaries/{content.ref}/{'edit' if found.page == 'statement' else found.page}"
    where = found.field or _OF_SENTENCE.get(found.code, _OF_SENTENCE.get(found.code.partition(".")[0], ""))
    if where in ("words", "wording"):
        return f"/summaries/{content.ref}/edit?sentence={line.number}#words"
    return f"/statements/{line.statement_ref}{f'/{where}' if where and where != found.field else ''}"
