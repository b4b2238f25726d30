"""What a sentence does, and what it claims: progress, an intention, something adverse; all, none, always, a change."""

import re
from collections.abc import Sequence

from lineofsight.intake.adverse import is_adverse
from lineofsight.intake.documents import Claim, ClaimKind, SentenceKind
from lineofsight.intake.patterns import lazily
from lineofsight.intake.places import touches

_CLAIMS = (
    (
        ClaimKind.ALL,
        r"(?<!not )(?<!nearly )(?<!almost )(?<!above )(?<!\bat )(?<!after )(?<!virtually )\ball\b"
        r"(?!(?<=\bin all)[,.])(?!\s+(?:but"
        r"|too|along|over the|other|the same)\b)"
        r"|(?<!not )(?<!nearly )(?<!almost )\bevery(?:one|body)?\b(?!\s+(?:hundred|thousand|other|so often"
        r"|effort|opportunity"
        r"|day\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|half-term|term|night|morning|ten\b|\d"
        r"|\w+ (?:days|weeks|months|years)))"
        r"|\beach and every\b|(?<!not )\beach\b(?!\s+(?:other|year|month|week|day|term|half-term|quarter|time|night"
        r"|morning|way|end|and|worth|costing|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\s*[.,;:)])"
        r"|(?<!not )(?<!almost )\b(?:100|one hundred)\s?(?:%|per\s?cent)"
        r"|\bwithout exception\b|\buniversally\b",
    ),
    (
        ClaimKind.NONE,
        r"\bnone\b|\bno\b(?!\s+(?:longer|doubt|matter|fewer|less|more than|later|sooner|\d)|\.)"
        r"|\bno[- ]one\b|\bnobody\b|\bzero\b|\bnot (?:one|a single)\b",
    ),
    (ClaimKind.ALWAYS, r"(?<!not )\balways\b|\bnever\b|\bat all times\b|\bconsistently\b|\bin every case\b"),
    (
        ClaimKind.CHANGE,
        r"\b(?:has|have|had|is|are|been|being|was|were|now|significantly|further|also)\s+(?:\w+ly\s+|been\s+"
        r"|now\s+|also\s+|overall\s+|been \w+ly\s+)?"
        r"(?:improv(?:ed|ing)|strengthen(?:ed|ing)|enhanc(?:ed|ing)|increas(?:ed|ing)|reduc(?:ed|ing)"
        r"|decreas(?:ed|ing)|declin(?:ed|ing)|fallen|risen|grown|transform(?:ed|ing)"
        r"|better|stronger|safer|embedded|accelerat(?:ed|ing))\b"
        r"|\b(?:an?\s+|the\s+|some\s+|clear\s+|significant\s+|marked\s+|notable\s+"
        r"|sustained\s+){1,4}(?:improvements?|reductions?|increases?|decreases?)\s+(?:in|of|to|on)\b"
        r"|(?<!was )(?<!were )(?<!been )\b(?:rose|fell|dropped|grew|doubled|halved|increased|decreased"
        r"|(?<!parents )(?<!families )(?<!who )(?<!they )declined(?! to [a-z]))\b(?=(?:\s(?:slightly|sharply|further"
        r"|again"
        r"|steadily))?,?"
        r"\s+(?:by|from|to|in)\b|\W*$)|\bwent (?:up|down)\b|\b(?:has|have|had) become (?:better|worse|more|less)\b"
        r"|\b(?:has|have|had)\s(?:(?!been\b)\w+\s){0,2}?(?:doubled|halved|trebled|tripled|dropped(?! (?:the|an?|our"
        r"|its|their|this)\b)|worsened"
        r"|gone (?:up|down"
        r"|from))\b|\b(?:up|down) from\b|\b(?:is|are|was|were) (?:up|down)\b(?! (?:to|there|(?:in|on|at) (?:every"
        r"|the|all|each|our|its|most))\b)"
        r"|\ban? (?:\w+ )?(?:increase|fall|rise|drop|reduction) of\b|\bcut\b(?=[^.;]{0,60}\bby\b)|\brisen\b"
        r"|\bimprovements? in\b|\bimproved\b(?=\s+\w)|\b(?:fewer|more) \w+(?: \w+)? than (?:before|last|in"
        r"|previously)\b",
    ),
)
# «cannot do that for everyone» denies it, and «£65 for each report», «ten from each ward» only shares out.
_NOT_OF_ALL = lazily(
    r"(?:\b(?:not|cannot|never)|n['’]t)\s(?:(?!that\b|only\b)[\w’'-]+\s){0,4}$"
    r"|(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|half))\s(?:from|in|at|per|to|for)\s$",
    re.IGNORECASE,
)
_PATTERNS = tuple((kind, lazily(pattern, re.IGNORECASE)) for kind, pattern in _CLAIMS)

# Without one of these there is no such claim: looking for them first spares most of the time.
_CLAIM_NEEDS = {
    ClaimKind.ALL: ("all", "every", "each", "100", "hundred", "exception", "universally"),
    ClaimKind.NONE: ("no", "zero"),
    ClaimKind.ALWAYS: ("always", "never", "at all times", "consistently", "in every case"),
    ClaimKind.CHANGE: (
        "improv", "strengthen", "enhanc", "increas", "reduc", "decreas", "declin", "fall", "fell", "rise", "rose",
        "grow", "grew", "transform", "better", "stronger", "safer", "embedded", "accelerat", "drop", "doubl", "halved",
        "trebl", "tripl", "worse", "gone", "up from", "down from", " up", " down", "cut", "fewer", "more ", "become",
    ),
}  # fmt: skip

_INTENTION = lazily(
    r"\b(?:will(?! of)(?!ing)|(?:i|we|it|they|he|she|who|that)['’]ll|shall|(?:is|are|remains?"
    r"|am)\s+(?:\w+ly\s+)?(?:committed|determined|keen|planning"
    r"|intending|aiming|looking|hoping|seeking|due|scheduled|working)\s+(?:to|towards|on)"
    r"|(?<!care )(?<!safety )(?<!action )(?<!support )(?<!their )(?<!the )(?<!['’]s )"
    r"(?<!our )(?<!protection )(?<!\ba )(?<!each )(?<!this )(?<!any )"
    r"(?<!need )(?<!and )(?<!of )plans?\s+to|intends?\s+to|expects?\s+to|(?:is|are)\s+(?:also\s|now\s)?scheduled\b"
    r"|(?:is|are) working with [^.;,]{3,40} to|aims?\s+to|hopes?\s+to|proposes?\s+to|going to|(?:is"
    r"|are)\s+(?:being\s+)?planned|(?:is|are)\s+under\s?way|(?:is|are)\s+to\s+be|in the process of|next steps?"
    r"|continues? to (?:work|seek|explore|develop)|is (?:being|under) (?:developed|considered|drafted|designed"
    r"|refreshed|revised"
    r"|rewritten|updated|explored|scoped|planned|prepared|finalised|procured|recruited"
    r"|reviewed|development|consideration)|are (?:being|under) (?:developed|considered|drafted|designed|refreshed"
    r"|revised"
    r"|rewritten|updated|explored|planned|prepared|review|development|consideration)|under review(?=\W*$)"
    r"|in development|promises? to|agreed that [^.;]{3,60} would|would (?:like to|welcome)|(?:we|they|it) (?:also "
    r"|now )?wants? (?:to|an?|the|every|all)"
    r"|(?:is|are) (?:now |currently )?(?:recruiting|advertising|preparing|drafting|exploring|considering|designing"
    r"|planning)"
    r"|(?:is|are) to (?!be\b)[a-z]+|(?:is|are) determined|will have|(?:aim|ambition|intention|goal|hope) (?:is"
    r"|remains) (?:that|to|for))\b|\baction:\s",
    re.IGNORECASE,
)
_DONE = lazily(
    r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+|now\s+|all\s+|since\s+|both\s+|further\s+|already\s+"
    r"|been\s+){0,3}\w+(?:ed|en|ilt|ade|ught|un|ut|et|eld|ow|own|one|ent|ound|iven)\b"
    r"|\b(?:is|are) (?:now )?in place\b|\b(?:was|were)\s+(?:\w+ly\s+)?\w+ed\b|\b(?:was|were) (?:held|set up"
    r"|given|made|put)\b"
    r"|\bnow (?:have|has|use|attend|receive|get|hold)s?\b",
    re.IGNORECASE,
)
# «A reviewer has been asked to read each file and will report …»: nothing is done yet.
_ASKED = lazily(r"\b(?:has|have) (?:been )?(?:asked|agreed|decided|undertaken|invited|instructed) to\b", re.IGNORECASE)
_CONTEXT = lazily(
    r"\b(?:the (?:review|report|inspection|audit report|summary|inquest|document|update)(?: itself)? (?:was|is"
    r"|considers?|considered|covers?|covered|sets? out|looked|made|makes|identified|found that|took place|began"
    r"|has been published)"
    r"|this (?:report|summary|document|paper|section|review)|commissioned (?:a|the|an)\b[^.]{0,40}\breview"
    r"|is (?:a|the) (?:statutory|national|regional|legal) |under (?:section|regulation)"
    r"|have provided (?:an )?updates?|(?:are|is) summarised|as follows"
    r"|this (?:brief|briefing|chapter|letter|update|plan|note)|you asked"
    r"|(?:board|executive|committee|partnership|group|members?) (?:is|are) (?:asked|recommended|invited) to"
    r"|was (?:last )?(?:inspected|visited) by|minutes of [^.;]{2,60} (?:agreed|approved|accepted)|(?:was"
    r"|were) noted\.?$"
    r"|(?:chair|members?|group|executive|board|scrutineer|ICB) (?:\([A-Z]+\) )?(?:asked|queried|wondered|enquired)"
    r"|partnership (?:began|started|published|commissioned|completed)\b[^.;]{0,60}\breviews?)\b"
    r"|^(?:this|it) (?:is|was) (?:the|our|a|an) (?:\w+ )?(?:report|account|letter|paper|statement|return)\b"
    r"|^(?:this|the|it) (?:\w+ )?(?:covers?|relates? to|describes?)\b[^.;]{0,40}\b(?:period|year|months?|from"
    r"|between)\b"
    r"|\b(?:was|were|has been|have been) (?:(?:written|compiled|prepared|approved|frozen|rounded) (?:by|from|at"
    r"|on|to)|agreed by)\b"
    r"|(?:percentages|the (?:figures|data|table|annex|results)) (?:below|above|in|are|is|were|was|counts?"
    r"|shows?|come)\b"
    r"|^we asked\b|\bwere asked (?:what|whether|how|if|to say)\b|\bfilled in (?:our|a|the|an)\b"
    r"|names have been changed"
    r"|^for (?:questions|more|further|details)\b|\b(?:live|lives|living) in (?:our|the|this) (?:area|borough"
    r"|county|city|district)\b"
    r"|\b(?:set out|shown|given|listed|found) (?:below|above)\b|\bthe following\b[^.]{0,40}:\s*$|% of the population"
    r"|(?:the )?review (?:calls|called|made|named|asked|recommended|criticised|said)\b"
    r"|the table (?:shows|lists|sets|gives)\b|\bbudget\b[^.;]{0,40} (?:is|was) £|(?:posts?|course|work) costs? £"
    r"|took part in the review\b|\brapid review (?:was|is)\b|\bnational panel (?:agreed"
    r"|decided|was)\b"
    r"|\basked every agency\b|^of (?:these|those),|\bmade up \d|(?:audits?|reviews?|events?"
    r"|sessions?) were (?:carried out|held)\b[^.;]{0,10}$"
    r"|\b(?:contacts|notifications)\b[^.;]{0,40}\b(?:rose|fell|increased|grew|were up)\b|\bthanks? (?:to|the"
    r"|all|\w+['’]s)\b"
    r"|^(?:owner|status|lead|lead agency|due|rag|ref|target date|rating)\s?:|^next meeting\b"
    r"|^(?:call|ring|email|e-mail|contact|telephone|got an?)\b|\?\W*$",
    re.IGNORECASE,
)
_CONTEXT_HEADING = lazily(
    r"[\W\d]{0,20}(?:introduction|background|context|purpose|foreword|about (?:this|the)|scope|methodology"
    r"|(?:item|agenda item|part|chapter) \d+\W+(?:minutes|apologies|matters arising|any other business)"
    r"|matters arising|apologies|any other business|aob"
    r"|why (?:this|are we)|who (?:is|was|were)|what (?:did|does) the review|what went wrong|questions (?:to|for)"
    r"|remember|further (?:reading|information)|contacts?"
    r"|recommendations?\s*$|how (?:we|this)|terms of reference|glossary|the review|what happened"
    r"|summary of the (?:case|review))\b",
    re.IGNORECASE,
)


def claims_in(text: str, place: tuple[int, int], quoted: Sequence[tuple[int, int]] = ()) -> tuple[Claim, ...]:
    """Return the claims of the sentence at `place` in a paragraph's text; what is quoted is not its own claim."""
    start, end = place
    found: list[Claim] = []
    plain = text[start:end].lower()
    for kind, pattern in _PATTERNS:
        if not any(word in plain for word in _CLAIM_NEEDS[kind]):
            continue
        for match in pattern.finditer(text, start, end):
            if kind is ClaimKind.ALL and _NOT_OF_ALL.search(text, max(start, match.start() - 40), match.start()):
                continue
            if not touches(quoted, match.start(), match.end()):
                found.append(Claim(kind, match.group(), match.start(), match.end()))
    return tuple(sorted(found, key=lambda claim: claim.start))


def is_intention(sentence: str) -> bool:
    """Does the sentence say what is meant to be done rather than what was done?"""
    meant = _INTENTION.search(sentence)
    if meant is None:
        return False
    done = _DONE.search(_ASKED.sub("", sentence))
    return done is None or meant.start() < done.start()


def is_context_heading(heading: str | None) -> bool:
    """Does a section with this heading tell of the review itself rather than of progress?"""
    return heading is not None and bool(_CONTEXT_HEADING.match(heading))


def kind_of(sentence: str, *, quotes: bool, in_context: bool) -> SentenceKind:
    """Return what a sentence does, from its text with the quotations blanked out.

    Adverse stands before everything: a sentence that admits something is never counted as progress.
    """
    if quotes:
        return SentenceKind.QUOTATION
    if is_adverse(sentence):
        return SentenceKind.ADVERSE
    if is_intention(sentence):
        return SentenceKind.INTENTION
    if in_context or _CONTEXT.search(sentence):
        return SentenceKind.CONTEXT
    return SentenceKind.PROGRESS
