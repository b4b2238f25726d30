"""What stands on a page without being part of its text: page numbers, running heads, contents, dates, addresses."""

import re
from collections import Counter

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.clauses import FINITE
from lineofsight.intake.patterns import lazily

_PAGE = lazily(
    r"(?:page|p\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|[-–—|]\s*\d{1,4}\s*[-–—|]?"
    r"|\d{1,4}\s*\|\s*page"
    r"|page\s*\|\s*\d{1,4}|.{1,80}\bpage\s+\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)
_PAGE_LABEL = lazily(r"page \d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_RULE = lazily(r"[-–—=_*~.#\s]{3,}")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE_LINE = lazily(
    rf"(?:(?:published|publication|last updated|updated|reviewed|date|dated|as at|position (?:at|on)|issued|(?:mon"
    rf"|tues|wednes|thurs|fri|satur|sun)day)\b[^.]{{0,20}}?)?:?\s*"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|\d{{4}}(?:[-–/]\d{{2,4}})?)"
    r"(?:,?\s+(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m)?(?:\s?(?:[-–]|to)\s?\d{1,2}(?:[.:]\d\d)?\s?[ap]m)?"
    r"(?:,\s(?i:room|hall|suite|floor|council|town|via|by|at|in|the|online|committee|board|microsoft|teams)\b[^.;]{0,50})?)?\.?",
    re.IGNORECASE,
)
# «Present: …. Apologies: …»: who came to a meeting.
_ATTENDANCE = lazily(
    r"(?:present|in attendance|attendees|apologies(?: for absence)?|circulation|distribution|venue"
    r"|minutes taken by)\s?:",
    re.IGNORECASE,
)
_GREETING = lazily(
    r"(?:(?:dear|hello|hi)\s[\w\s,’'.&-]{2,60}?|(?:colleagues|all|friends|partners|members)(?=,)"
    r"|yours(?: (?:very )?(?:sincerely|faithfully|truly|in hope|ever|aye|respectfully|in partnership))?|(?:with )?"
    r"(?:(?:all|every|my|our) )?(?:(?:kind(?:est)?|best|warm(?:est)?|good) )(?:regards|wish(?:es)?)"
    r"|(?:yours )?(?:respectfully|sincerely|faithfully)(?: yours)?|with (?:thanks|gratitude)|many thanks|regards)[,.]?",
    re.IGNORECASE,
)
# «Ashcombe Council | Improvement Board 14 November 2024 | Item 5»: where and when a paper is for.
_BARRED = lazily(r"[A-Z][^.|;]{1,60}(?:\s\|\s[A-Z\d][^.|;]{1,60}){1,4}")
# «Northmoor Safeguarding Children Partnership March 2024», as a report is signed.
_SIGNED = lazily(
    rf"(?:[A-Z][\w’'-]*|and|of|the|&)(?:\s(?:[A-Z][\w’'-]*|and|of|the|&)){{1,11}}\s(?:Partnership|Board"
    rf"|Executive),?\s(?i:{_MONTH})\s\d{{4}}\.?"
)
# «Superintendent Ros Kimber, Protecting Vulnerable People»: a name, and what the person is.
_NAME_AND_OFFICE = lazily(r"[A-Z][\w’'.-]*(?:\s(?:and\s)?[A-Z][\w’'.-]*){1,5}(?:,\s[\w’'&, -]{2,90})?")
# «Trust Headquarters, Abbey Road, Thornmere TH1 2AB»: parts between commas that all begin large.
_POSTAL = lazily(r"[A-Z\d][\w’'. -]{1,40}(?:,\s[A-Z\d][\w’'. -]{1,40}){1,4}")
_SAYS_SOMETHING = lazily(rf"\s(?!lay\s(?:member|person|adviser|chair)\b)(?:{FINITE})")
_MARKING = lazily(
    r"(?:official(?:[\s:–-]+sensitive)?|not protectively marked|confidential|restricted|draft|final"
    r"|version\s*:?\s*v?[\d.]+"
    r"|v[\d.]+|(?:author|prepared by|approved by|owner|report of|status|document control|signed|(?:our"
    r"|your) ref(?:erence)?|cc|copy to|copies to"
    r"|enc|encl|enclosures?|(?:date of )?next meeting)\s*:.{0,120}|(?:cc|enc|encl)\b\.?\s.{0,120}|signed (?:by"
    r"|for|on behalf of)\b[^.]{0,80}|(?:©"
    r"|copyright).{0,120})",
    re.IGNORECASE,
)
_CONTENTS = lazily(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_CONTENTS_LINE = lazily(r".{2,120}?(?:\s*[.…]{3,}\s*|\t+\s*|\s{2,}|\s)\d{1,3}")
_DOTTED_LEADER = lazily(r".{2,120}?\s*(?:\.\s?|…){4,}\s*\d{1,3}")
_ADDRESS = lazily(r"https?://|\bwww\.|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,}", re.IGNORECASE)
_SIGNPOST = lazily(
    r"(?:read|see|view|download|visit|find|available|accessed?|source|link|website|web|contact|email|e-mail|tel"
    r"|telephone|phone"
    r"|further information|for more information|for further information|more information|to report|if you)\b",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Is the line only a page number, such as «Page 3 of 10» or «- 3 -»?"""
    return len(text) <= 100 and (bool(_PAGE.fullmatch(text.strip())) or (len(text) <= 3 and text.isdecimal()))


def is_page_label(text: str) -> bool:
    """Does the text only say which page this is, in so many words: «Page 14»?"""
    return bool(_PAGE_LABEL.fullmatch(text.strip()))


def is_rule(text: str) -> bool:
    """Is the line only drawn: dashes, dots, stars?"""
    return bool(_RULE.fullmatch(text))


def is_date_or_marking(text: str) -> bool:
    """Is the line only a date, a version, a security marking or who wrote it?"""
    if len(text) > 160:
        return False
    bare = text.strip()
    is_barred = _BARRED.fullmatch(bare) and not _SAYS_SOMETHING.search(bare)
    return bool(_DATE_LINE.fullmatch(bare) or _MARKING.fullmatch(bare) or _SIGNED.fullmatch(bare) or is_barred)


def is_greeting(text: str) -> bool:
    """Does the line only open or close a letter: «Dear colleagues», «Yours sincerely»?"""
    return len(text) <= 80 and bool(_GREETING.fullmatch(text.strip()))


def is_closing(text: str) -> bool:
    """Does the line close a letter: «Yours sincerely»?"""
    return is_greeting(text) and not text.strip().lower().startswith(("dear", "hello", "hi "))


def is_signature(text: str) -> bool:
    """Is the line only a name and an office, as a report is signed: no verb, and no stop at its end?"""
    return bool(_NAME_AND_OFFICE.fullmatch(text.strip())) and not _SAYS_SOMETHING.search(text)


def is_letterhead(text: str) -> bool:
    """Does the line only say where a letter comes from, its reference or its day?"""
    return is_date_or_marking(text) or (bool(_POSTAL.fullmatch(text.strip())) and not _SAYS_SOMETHING.search(text))


def is_attendance(text: str) -> bool:
    """Does the line only say who was at a meeting, who was not, and where it was?"""
    return len(text) <= 600 and bool(_ATTENDANCE.match(text.strip()))


def is_contents_heading(text: str) -> bool:
    """Is the line the heading of a list of contents?"""
    return len(text) <= 30 and bool(_CONTENTS.fullmatch(text.strip()))


def is_contents_line(text: str, *, under_heading: bool) -> bool:
    """Is the line an entry of a list of contents? Away from its heading only a row of dots tells."""
    if len(text) > 140 or text.rstrip()[-1:] not in "0123456789":
        return False
    return bool((_CONTENTS_LINE if under_heading else _DOTTED_LEADER).fullmatch(text.strip()))


def has_address(text: str) -> bool:
    """Does the text hold a web or e-mail address?"""
    return bool(_ADDRESS.search(text))


def is_signpost(text: str) -> bool:
    """Does the text only send the reader elsewhere: «Read the report here: …»?"""
    return has_address(text) and bool(_SIGNPOST.match(text) or len(text.split()) <= 4)


def running_heads(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the texts that come back on page after page, as running heads and feet do.

    Such a line stands beside a page number or in the middle of a sentence, twice at least, or says the title again.
    Digits do not count. A heading that comes back («What has changed») is no furniture.
    """
    times: Counter[str] = Counter()
    at_edge: Counter[str] = Counter()
    title = without_digits(blocks[0].text) if blocks else ""
    for position, block in enumerate(blocks):
        if block.kind is Kind.LINE and len(block.text) <= 100 and block.gap and block.text[-1:] not in ".!?;:,":
            text = without_digits(block.text)
            before, after = blocks[max(0, position - 1) : position], blocks[position + 1 : position + 2]
            interrupts = bool(before and after) and before[0].text[-1:].isalpha() and after[0].text[:1].islower()
            times[text] += 1
            at_edge[text] += interrupts or any(is_page_number(other.text) for other in (*before, *after))
    return frozenset(
        text for text in times if len(text) > 5 and (at_edge[text] >= 2 or (times[text] >= 3 and text == title))
    )


def without_digits(text: str) -> str:
    """Return the text with its digits left out, so that «Summary – page 3» and «Summary – page 4» are the same."""
    return re.sub(r"\d+", "", text).strip()
