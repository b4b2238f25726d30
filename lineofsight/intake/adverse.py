"""Whether a sentence admits that something is missing, late, weak or worse: such a sentence is never progress."""

import re

from lineofsight.intake.patterns import lazily

_ADVERSE = lazily(
    r"\b(?:not yet|(?:has|have|had|did|do|does|is|are|was|were|could|can)(?:\s+(?:also|still|yet))?(?:\s+not"
    r"|n['’]t)\b(?!\s+only)|(?:yet|still) to (?:be|complete|achieve|see|start)"
    r"|remains?\s+(?:\w+\s)?(?:inconsistent|variable|too|a challenge"
    r"|challenging|an? (?:area|issue|concern|risk|gap|pressure)|low|poor|weak|high|fragile|difficult"
    r"|outstanding|incomplete|uneven|unmet|a problem)|inconsistent(?:ly)?|inconsistenc(?:y|ies)"
    r"|too (?:many|few|often|long|slow|late|high|low)|insufficient(?:ly)?|inadequate(?:ly)?|inadequacies|(?:was"
    r"|were|is|are|been) (?:too |very )?(?:poor|weak|limited|patchy|variable|missed|overdue|delayed|mixed)"
    r"|patchy|gaps? (?:remain|in)|(?:further|more|much|additional) (?:work|improvement|progress|consistency"
    r"|action)\s+(?:is|are|was)?\s*(?:still\s+)?(?:needed|required|necessary|to (?:do|be done))|still (?:needs?"
    r"|requires?|too|remains?|waiting)"
    r"|areas? (?:for|of) (?:improvement|development|concern)|(?:has|have|had) (?:fallen|worsened|deteriorated"
    r"|slipped|declined|dropped|stalled)(?!\s(?:the|an?|our|its|their|this)\b)|unsuccessful|overspent|(?:little"
    r"|nothing) has changed|not all (?:of )?(?:the |our |its )?\w+|no suitable|still (?:low|high|slow"
    r"|poor|weak|patchy|some way|(?:have|has) to)\b|too (?:soon|early) to|little evidence|dipped\b|delays? (?:was"
    r"|were) caused"
    r"|part(?:ly|ially) (?:complete|met|implemented|done|achieved)|deteriorat(?:ed|ion)|worsen(?:ed|ing)|declined to"
    r"|fail(?:ed|ure|ures|s"
    r"|ing) to"
    r"|(?:fell|fall|falls) short|(?:fell|dropped|slipped) below|neither|(?:has|have|had) yet to"
    r"|below (?:the )?(?:target|expected|standard|national)|behind (?:schedule|plan|target)"
    r"|(?:is|are|was|were) unable to"
    r"|requires? improvement"
    r"|lack(?:s|ed|ing)? (?:of|a|any)?|shortfalls?|shortcomings?|weakness(?:es)?|backlogs?|delays? (?:in|of"
    r"|remain|persist|continue)|missed opportunit(?:y|ies)|unsatisfactory|disappointing(?:ly)?|only (?:\d|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|a (?:third"
    r"|quarter|minority|small|few|handful|tenth|fifth))"
    r"|(?<!who )(?<!which )(?<!that )(?:cannot|can['’]t|couldn['’]t)(?: yet)?\s+(?!be\b)\w+|struggl(?:es|ed|ing)\b"
    r"|not (?:every|enough|good enough|acceptable)|(?:unacceptable|unfortunately|regrettabl[ey]|sorry|apologis(?:e"
    r"|es|ed)|regrets?)\b"
    r"|(?:is|are|was|were|still) (?:still )?missing\b(?!\s+(?:from home|episodes?|children|persons?))"
    r"|(?:harder|less easy|more difficult) (?:to|than)\b|(?:money|budgets?|funding|resources?|capacity) (?:is|are"
    r"|remains?) (?:\w+ )?(?:tight|stretched|short)"
    r"|(?:provided?|have|has|had|held?|keeps?|kept|is|was) (?:currently )?no (?:\w+ )?(?:data|records?|information"
    r"|plan|cover|answer|policy|funding|money|capacity)\b"
    r"|no (?:other |further )?(?:money|funding) (?:has|was|is)\b|lower than (?:we|planned|expected|it should)"
    r"|short of (?:its|the|our|their|what)\b"
    r"|too (?:small|thin|little|weak|early|slowly|rarely)|still (?:waits?|lacks?|rel(?:y|ies)|miss|made by|done by"
    r"|not|no)\b"
    r"|should(?:['’]ve| have)\b|(?:nobody|no one) (?:recorded|asked|spoke|knew|noticed|told|followed|checked|rang"
    r"|saw)"
    r"|(?:fewer|less) than (?:a |one )?(?:half|third|quarter|fifth) of\b|(?:was|were|is|are|been) (?:wrong"
    r"|incomplete|late|illegible)\b"
    r"|by the wrong\b|(?:rarely|seldom|barely|hardly (?:ever|any)|nothing at all|at face value|well short of"
    r"|unreadable)\b"
    r"|outside (?:the|our|its) (?:standard|target|timescale)|(?:has|have) been delayed|has not happened"
    r"|withdrew\b|(?:become|got|are|is|was|were) worse\b"
    r"|(?:i|we) (?:am|are) (?:less sure|worried|concerned|troubled)|(?:is|are|was|were|been) a (?:problem|worry)\b"
    r"|on none of (?:those|these|them)|(?:late|ended|stopped|closed) because|over and over\b|(?:is|are|was|were"
    r"|been|stood|stands) (?:vacant|empty)\b"
    r"|vacancy rate\b|without a permanent|not assured|remains? (?:open|vacant)|the loss of|nobody (?:described"
    r"|has|had|could|looked|was)\b"
    r"|(?:three|four|five|\d) or more (?:social workers|changes|moves)|in the worst\b|and did not\b|nothing but\b"
    r"|(?:would|could|will)(?: not|n['’]t) (?!be (?:able|left|allowed)\b)|(?:accepts?|accepted|admits?|admitted"
    r"|acknowledges?"
    r"|acknowledged|concedes?|conceded|recognises?) that|(?:had|have|has) never|(?:we|it|they|which|has|have|service"
    r"|team|trust)"
    r" lost\b|(?:grant|funding|budget|posts?|contract) (?:\w+ )?(?:was|were|has been|have been|is being"
    r"|are being) (?:cut|withdrawn"
    r"|ended|lost)|(?:no (?:\w+ ){1,2}|nobody |no one )(?:came|attended|turned up|answered|applied|replied|responded"
    r"|acted)\b"
    r"|(?:has|have|had|with|gave|there (?:is|are|was|were))(?: still| currently| at present)? no (?!(?:longer|doubt"
    r"|more|fewer|less"
    r"|evidence|further|repeat|new|cases?|child\w*|famil\w+|bab\w+|deaths?|other|such|one|\w*(?:delay|concern"
    r"|complaint|incident"
    r"|vacanc|backlog|gap|exclusion|wait|escalat|objection|outstanding|overdue|unallocated|missed|serious|difficult"
    r"|significant|injur|breach|admission|problem)\w*)\b)\w+"
    r"|requiring improvement|(?:could|may|will) lose\b|later than (?:planned|we|it should))",
    re.IGNORECASE,
)
# A condition, a purpose or a remedy takes the sting out: «when parents are not engaging», «reduces delays».
_SOFTENED = lazily(
    r"\b(?:when(?:ever|ever)?|where(?:ver)?|if|in case|should|to (?:avoid|prevent|reduce|address|tackle|respond"
    r"|challenge|identify|resolve|ensure|close|remove|clear)|reduc(?:e|es|ed|ing)|prevent(?:s|ed|ing)?"
    r"|avoid(?:s|ed|ing)?"
    r"|address(?:es|ed|ing)?|tackl(?:e|es|ed|ing)|cleared|clos(?:ed|ing)|resolv(?:ed|ing)|remov(?:ed|ing)"
    r"|no longer|so that|ensur(?:e|es|ed|ing)(?: that)?|make sure(?: that)?|risks? (?:of|that)|whether"
    r"|eliminat(?:ed|ing)|improv(?:ed|ing) (?:any|the)"
    r"|dealt with|put right|acted on|responded to|in response to|replaced|after|fewer|less|challeng(?:e|es|ing)"
    r"|there (?:is|are|were|was) no(?: evidence of)?|without|not (?:a"
    r"|an))\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_PUT_RIGHT = lazily(
    r"\s+(?:of \w+ )?(?:has|have|had|was|were|is|are)\s+(?:now |all |since |largely )?(?:been )?(?:\w+ly )?"
    r"(?:cleared|resolved|addressed|closed|removed|eliminated|overcome|halved|reduced)\b",
    re.IGNORECASE,
)
# What was not done by some, or then, is told only to say that it was done since.
_DONE_SINCE = lazily(
    r"[^.;]{1,60}?\b(?:have|has|had|were|was)\s(?:all\s|each\s|since\s|now\s|then\s)*(?:been\s)?(?:since\s|now\s)?"
    r"(?:visited|written|asked|seen|trained|told|reminded|contacted|offered|followed|put right|met|revisited"
    r"|checked)\b",
    re.IGNORECASE,
)
_WHO_DID_NOT = lazily(r"\b(?:that|who|which|whose)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
# A rise in what should be less, and a fall in what should be more, is bad news.
_ROSE = lazily(
    r"\b(?:rose|risen|increased|grew|grown|went up|gone up|doubled|lengthened|(?:is|are|was|were) up)\b", re.IGNORECASE
)
_WENT_DOWN = lazily(
    r"\b(?:fell|fallen|dropped|declined|decreased|slipped|went down|gone down|halved|(?:is|are|was|were) down)\b",
    re.IGNORECASE,
)
_BETTER_MORE = lazily(
    r"\b(?:in time|on time|timeliness|attendance|take-up|uptake|coverage|compliance|confidence|retention|completion"
    r"|quality"
    r"|visits|satisfaction|morale|response rates?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WORSE_MORE = lazily(
    r"\b(?:caseloads?|vacanc(?:y|ies)|waiting|waits?|average wait|turnover|sickness|absences?"
    r"|backlogs?|delays?"
    r"|overdue|suspensions|repeat (?:child protection )?plans|overspend|complaints|exclusions?|re-?offending"
    r"|repeat referrals|re-?referrals)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# A fall in these is good news: «Vacancies have fallen».
_FELL = lazily(r"fallen|declined$|dropped|slipped", re.IGNORECASE)
_BETTER_LESS = lazily(
    r"\b(?:vacanc(?:y|ies)|absences?|delays?|incidents|waits?|waiting|caseloads?|exclusions?|re-?referrals|sickness"
    r"|complaints"
    r"|backlogs?|missing|robber(?:y|ies)|crimes?|violence|assaults|burglar(?:y|ies)|suspensions|agency (?:staff"
    r"|workers)"
    r"|unallocated|overdue|arrests|admissions|harm|injuries|offending|turnover|presentations|entrants)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
# Words that find fault wherever they are said of something: it is uneven, it is the weak point, it was put off.
_FAULT = lazily(
    r"\b(?:is|are|was|were|been|remains?|stays?|seems?)\s(?:\w+ly\s|still\s|also\s|often\s|very\s|rather\s){0,2}"
    r"(?:an?\s|the\s)?(?:un(?!der|dert|ited|ique|usual|til|ifor|iver|changed\b|announced\b|surpris)\w+|blank|thin"
    r"|blunt|slow|patchy|mixed|worry|gap|(?:greatest |main |real )?risk|failure|weak (?:point|spot)|weakest|worst|worse"
    r"|critical of|put off|turned down|left out|refused|without an?|vacant|fragile|poor(?:er)?|harder"
    r"|short(?: of|-staffed))\b"
    r"|\b(?:dismayed|afraid|stung|disappointed|frustrated)\b|\bnowhere near\b|\boff roll\b|\bin none\b"
    r"|\bless (?:pleased|confident|happy|certain|good)\b|\b(?:slower|later) than\b|\blonger than the\b"
    r"|\btoo (?!(?:is|are|was|has|have|will|and|but|in|on|at|by|to|for|of|with|that|it|they|the|much of)\b)[a-z]+"
    r"|\b(?:has|have|had) missed\b|\b(?:still|were|was|are) waiting\b"
    r"|\b(?:funding|money|grant|contract|posts?)\b[^.;]{0,40}\b(?:ends?|lapses?|runs? out)\b"
    r"|\bfunded\b[^.;]{0,20}\b(?:until|only)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d[\d.]*) (?:[\w-]+ ){0,2}(?:vacancies|gaps)\b"
    r"|\bnot (?:in place|in use)\b",
    re.IGNORECASE,
)
# «None of the requests was refused.»
_DENIED = lazily(r"\b(?:none|no|nobody|no one|never|neither|nothing)\b[^.;]*$", re.IGNORECASE)
# «18.6 nurses in post against 25 funded posts»
_OF_THOSE_WANTED = lazily(
    r"\b(?P<n>\d+(?:\.\d+)?)\s[^.;%\d]{0,40}\b(?:in post|posts?|full-time|whole-time|WTE)\b[^.;%\d]{0,30}"
    r"\sagainst\s(?:a target of\s)?(?P<target>\d+(?:\.\d+)?)(?!\s?(?:%|in\s\w+\s\d))"
)
_TARGET = lazily(
    r"(?P<n>\d+(?:\.\d+)?)\s?(?:%|per cent),?\s\(?(?:against|compared with|short of|below|and so misses)\s(?:a|the"
    r"|its|our|their)\s"
    r"(?:\w+\s)?(?:target|standard|goal|ambition)\s(?:of|is)\s(?P<target>\d+(?:\.\d+)?)\s?(?:%|per cent)",
    re.IGNORECASE,
)
# «babies who are not yet mobile»: which of them, and nothing that is amiss.
_WHO_ARE_NOT = lazily(r"\b(?:bab(?:y|ies)|child(?:ren)?|infants?|pupils?|people|those|parents?)\swho\s$", re.IGNORECASE)
_IS_DONE_TO = lazily(r"\s(?:yet\s)?(?:being\s)?(?:\w+ed|seen|met|told|known|taught)\b", re.IGNORECASE)


def is_adverse(sentence: str) -> bool:
    """Does the sentence admit that something is missing, late, weak or worse? Quotations must have been blanked out."""
    return (
        _moved_badly(sentence)
        or _is_short_of_target(sentence)
        or any(
            not _SOFTENED.search(sentence, max(0, match.start() - 90), match.start())
            and not _PUT_RIGHT.match(sentence, match.end())
            and not _DENIED.search(sentence, max(0, match.start() - 60), match.start())
            for match in _FAULT.finditer(sentence)
        )
        or any(
            not _SOFTENED.search(sentence[max(0, match.start() - 90) : match.start()])
            and not _PUT_RIGHT.match(sentence, match.end())
            and not (
                match.group().lower() in ("is not", "are not", "is not yet", "are not yet")
                and _WHO_ARE_NOT.search(sentence, 0, match.start())
                and not _IS_DONE_TO.match(sentence, match.end())
            )
            and not (
                _WHO_DID_NOT.search(sentence, max(0, match.start() - 90), match.start())
                and _DONE_SINCE.match(sentence, match.end())
            )
            and not (
                _FELL.search(match.group())
                and _BETTER_LESS.search(sentence[max(0, match.start() - 90) : match.start()])
            )
            for match in _ADVERSE.finditer(sentence)
        )
    )


def _is_short_of_target(sentence: str) -> bool:
    """«… stand at 58% against a target of 80%»."""
    found = _TARGET.search(sentence) or _OF_THOSE_WANTED.search(sentence)
    return found is not None and float(found.group("n")) < float(found.group("target"))


def _moved_badly(sentence: str) -> bool:
    """«Caseloads rose», «the share of visits in time fell»."""
    return any(
        thing.search(sentence, max(0, moved.start() - 90), moved.start())
        for movement, thing in ((_ROSE, _WORSE_MORE), (_WENT_DOWN, _BETTER_MORE))
        for moved in movement.finditer(sentence)
    )
