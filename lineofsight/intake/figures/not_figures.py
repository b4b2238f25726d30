"""Numbers that count nothing: dates, times, ages, spans of time, references, levels, telephone numbers, addresses."""

import re

from lineofsight.intake.patterns import lazily

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_N = r"\d{1,4}(?:[.,]\d{1,3})?(?![.,]?\d)[¼½¾]?"
_SMALL_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_ANY = rf"(?:{_N}|{_SMALL_WORD}(?:[- ]{_SMALL_WORD})?)"
_TIME_UNIT = (
    r"(?:working |school |calendar |consecutive |critical |full |whole |extra |more |long |further )?(?:hours?|hrs?"
    r"|days?|weeks?|fortnights?|months?|years?"
    r"|minutes?|mins?|terms?"
    r"|nights?|decades?|seconds?)"
)
# A number after one of these names a place in a document, a grade or a stage.
_LABELS = (
    r"levels?|tiers?|stages?|steps?|phases?|bands?|grades?|classe?s?|years?|key stages?|parts?|chapters?"
    r"|sections?|minute|s|ss|sec|articles?"
    r"|arts?|regulations?|regs?|rules?|schedules?|sch|clauses?|paragraphs?|paras?|pages?|p|pp|appendix"
    r"|appendices|annexe?s?|tables?"
    r"|figures?|figs?|charts?|box|footnotes?|notes?|items?|recommendations?|findings?|priority|priorities"
    r"|objectives?|standards?"
    r"|domains?|themes?|principles?|modules?|lessons?|volumes?|vol|no|nos|versions?|v|editions?|refs?"
    r"|references?|zones?"
    r"|sub-?sections?|types?|category|categories|criterion|criteria|quarters?|q|waves?|strands?|workstreams?"
    r"|pillars?|rounds?|extensions?|ext"
    r"|learning points?|covid|ks|ey|id|isbn|doi|kpis?|indicators?|operation|exhibit|slides?|dip samples?"
)
# These name a place only when they stand in the singular: «case 3», and not «in these cases 3 children».
_WEAK_LABELS = (
    r"action|outcome|aim|goal|(?<!in )question|unit|issue|number|case|child|family|review|ward|team|room|line|direction"
    r"|form|option"
    r"|week|day|cohort|group|cycle|draft|point|period|act|nhs|ilacs|flat|bay|bed|suite|plot|desk|unit|hub|site|rule"
)
_LABEL_NUMBER = r"\d{1,4}(?:\.\d{1,3})*[A-Za-z]{0,2}(?:\(\w{1,4}\))*"

# … unless it is a share or the beginning of a longer number.
_NO_SHARE = r"(?![.,]?\d)(?!\s?(?:%|per\s?cent|percentage))"
_NO_BASE = (
    r"(?!\s(?:out\s)?of\s(?:the\s)?\d|\sin\s(?:every\s)?"
    r"(?:(?!(?:19|20)\d\d\b)\d|(?:two|three|four|five|six|eight|ten)\b))"
)

# After a month a number is its day or its year, unless things follow that it counts: «On 31 August 73 children were …»
_NOT_COUNTED = (
    r"(?!\s(?!was\b|is\b|has\b|its\b|this\b|as\b|does\b|sees\b)(?:[a-z]+s|children|people|staff|women|men)\b"
    r"|\s(?:had|were|have|are)\b|\s?(?:%|per\s?cent)|\s+(?:out\s+)?of\s+(?:the|our|its|those|\d))"
)

# What may stand before a number that counts, at the beginning of a sentence.
_NO_NOUN = (
    r"About|Above|Across|After|Against|All|Almost|Among|Another|Around|At|Barely|Before|Below|Between|Both|But|During|Each"
    r"|Even|Every|Fewer|For|From|Further|Half|Hardly|Just|Last|Less|More|Most|Nearly|None|Only|Over|Perhaps|Since|Some|Still"
    r"|Than|That|Their|Them|Then|There|These|They|This|Those|Today|Together|Total|Under|Until|Where|Which|While|With|Within"
    r"|Altogether|January|February|March|April|June|July|August|September|October|November|December"
)

_PATTERNS = (
    # Addresses and references
    r"(?:https?://|www\.)\S+",
    r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,4}",
    r"\b(?=[A-Za-z0-9/_-]{2,40}\b)[A-Za-z]+[-/_]?\d[\w/-]{0,39}",  # TDS20, COVID-19, s47
    r"\b\d{1,4}[A-Za-z]{1,3}\d\w{0,20}\b",
    r"\[\d{1,3}\]",
    # Dates
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|—|to|and)\s*\d{{1,2}}(?:st|nd|rd"
    rf"|th)?)?\s+(?:of\s+)?{_MONTH}\b\.?(?:,?\s+\d{{4}})?",
    rf"\b{_MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?(?!,\d{{3}}\b){_NOT_COUNTED}",
    rf"\b{_MONTH}\b\.?(?:,?\s+(?:[’']\d{{2}}|\d{{4}})|\s+\d{{2}})\b{_NOT_COUNTED}",
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b",
    r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    r"\b(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)?\d\d|\d)\b",
    r"(?<![\d,.£$€])(?:19|20)\d\d(?:['’]?s)?\b(?!,\d|\.\d|\s?%|\s?per\s?cent)",
    r"\b(?:quarter|q)\s?[1-4]\b",
    rf"\b(?:quarters?|quarter|q)\s+{_SMALL_WORD}\b",
    rf"\b{_ANY}\s(?:mornings?|afternoons?|evenings?|times)\s(?:an?|per|each|every)\s(?:day|week|fortnight"
    rf"|month|term|year)\b",
    # Times of day
    r"\b(?:1?\d|2[0-3])[.:][0-5]\d\s(?:calls?|meetings?|huddles?|slots?|clinics?|train|bus)\b",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:-|–|to)\s?\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|noon)\b",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o['’]clock|noon)(?!\w)",
    rf"\b{_SMALL_WORD}\so['’]clock\b",
    # «She rang at 3.40 and again at 4.10»
    r"\b(?:rang|called|came|went|left|arrived|returned|seen|found|brought|died|woke|admitted"
    r"|again)\s(?:[\w’'-]+\s){0,3}?at"
    r"\s(?:1?\d|2[0-3])[.:][0-5]\d(?=\sand\b|\sthe\b|\sin\b|\son\b|[.,;)]|$)",
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b",
    r"\b(?:from|between)\s\d{1,2}(?:[.:]\d\d)?\s(?:to|until|till|and)\s\d{1,2}[.:][0-5]\d\b(?!\s?(?:%|per\s?cent"
    r"|million))",
    r"\b(?:at|from|until|till|by|before|after)\s(?:1?\d|2[0-3])\.[0-5]\d(?=\s(?:each|every|on|in the|daily|that"
    r"|when|I|we|they|he|she|the)\b|[,;)]|\.?(?:$|\s[A-Z]))",
    r"(?<![\d,.])\d{1,3}(?::|\s:\s|\s?[x×]\s?)\d{1,3}\b(?!\s?%)",
    r"\b(?:19|20)\d\d/\d{1,5}\b",
    r"\bfrom\s\d{1,2}\s(?:until|till)\s\d{1,2}\b",
    rf"\b(?:from|between)\s{_ANY}\s(?:until|till|to|and)\s(?:midnight|noon|midday)\b",
    rf"\b(?:from|between)\s(?:midnight|noon|midday)\s(?:until|till|to|and)\s{_ANY}\b",
    # A ratio
    rf"\bratios?\b[^.;!?]{{0,30}}?\b{_ANY}(?:\s[a-z]+){{0,3}}?\s(?:to|for)\s(?:every\s)?{_ANY}\b{_NO_SHARE}",
    r"\b24/7\b|\b24 hours? a day\b|\b9/11\b",
    # Telephone numbers
    r"(?<!\w)\+?\(?0\d{2,5}\)?[\s-]?\d{2,4}[\s-]?\d{2,5}(?:[\s-]?\d{2,4})?\b",
    r"\b\+\d{1,3}[\s\d-]{7,16}\b",
    r"\b(?:call|dial|dialled|ring|rang|phone|phoned|telephone|tel|text|to)(?:ed|ing|s)?[.:]?\s+(?:999|101|111|112"
    r"|116\s?\d{3})\b",
    r"\b(?:999|101|111)\s+(?:calls?|service)\b",
    r"\b(?:call|dial|ring|phone|text|telephone)\b[^.;!?]{0,40}\b(?:999|101|111|112)\b",
    rf"(?<!from )\b(?:half past|quarter (?:past|to)|(?:five|ten|twenty) (?:past|to)) {_ANY}\b(?!\s(?:of|per\s?cent|%))",
    # Ages
    rf"\bwho (?:is|was|are|were) (?:now )?{_ANY}(?= (?:now|then|when|and)\b)",
    rf"\b(?:child|children|young people|person|pupils?|boys?|girls?|he|she|they|who|those)\s(?:is|are|was|were"
    rf"|turns?|turned)\s"
    rf"(?:now\s|only\s|just\s|still\s)?{_ANY}\s(?:or|and|to)\s{_ANY}(?=[.,;)]|$|\s(?:when|and|or|years)\b)",
    rf"\b{_ANY}-?\s(?:and|or|to)\s{_ANY}-year-olds?\b",
    rf"\b(?:members?|people|them|they|staff|parents?|mothers?|fathers?|those|men|women|residents?|children|pupils|workers|all"
    rf"|most|(?:a\s)?(?:quarter|third|fifth)|half|you|he|she|i|who|whom)(?:\s(?:are|were|is|was|am)|['’](?:re|s|m))\s(?:all\s|now\s|mostly\s|still\s)?"
    rf"(?:(?:under|over|aged|below|above)\s{_ANY}|(?:aged\s)?between\s{_ANY}\sand\s{_ANY})(?=[.,;)]|$|\s(?:and|when)\b)",
    r"\b(?:seen|leaves?|left|leaving|care|moves?|moved|transfers?|transferred|ends?|stops?|begins?|married|died"
    r"|school|work"
    r"|home|entered|turned away|(?:came|come|joins?|joined)(?: to (?:it|us|them))?)"
    r" at (?:1?\d|2[0-5])(?=[.,;)]|$|\s(?:by|and|or|when|they|he|she|to|from)\b)",
    rf"\bfrom the age of {_ANY}\b|\bturn(?:s|ed|ing)?\s{_ANY}\b{_NO_SHARE}(?!\sof\b)",
    rf"\bwhen (?:i|he|she|they|we|it) (?:was|were) (?:only |just |about )?{_ANY}(?=[.,;)!?”’\"]|$|\s(?:and|or"
    rf"|my|we|i|he|she|they)\b)",
    r"\b(?:children|pupils|young people|babies|boys|girls|those)\s(?:from\s)?(?:0|1?\d)\s(?:to|up to)\s(?:1?\d"
    r"|2[0-5])\s(?=[a-z]+\b)",
    # The weeks of a pregnancy, weights, distances, and how often something is done
    r"\b\d{1,2}\s?\+\s?\d(?=\s(?:weeks?|days?)\b|[.,;)])(?:\sweeks?)?",
    rf"\b{_ANY}\s?(?:kg|kgs|kilos?|kilograms?|g|grams?|lbs?|pounds weight|ml|mg|cm|mm|km|met(?:re|er)s?"
    rf"|miles?|centiles?|feet|acres?)\b(?!\s?\d)",
    r"\bvoted\s(?:by\s)?\d{1,2}\s?(?:[-–]|to)\s?\d{1,2}\b|\b\d{1,2}\svotes\sto\s\d{1,2}\b",
    rf"\b{_ANY}\svotes?\s(?:to|against)\s{_ANY}\b",
    # «by age (under 1, 1 to 4, 5 to 9)»
    r"\b(?:by age|age (?:groups?|bands?|ranges?)|ages?)\s\([^()]{1,80}\)",
    rf"\b(?:{_SMALL_WORD}|(?<![\d,.])\d{{1,2}})\stimes\b(?!\s(?:more|out|as|fewer|less|higher|greater|the)\b)",
    r"\b(?:999|101|111|112)\s(?:and|or)\s(?:999|101|111|112)\b",
    rf"\bweeks\s{_LABEL_NUMBER}\s?(?:-|–|to|and)\s?{_LABEL_NUMBER}\b{_NO_SHARE}",
    r"\bat (?:1?\d|2[0-5]),?\s(?:she|he|they)\b",
    # «said Leah, 15», «Maya (16) told us», «Jordan, now 19,»
    rf"\b(?-i:[A-Z][a-z]+),\s(?:now|then)\s(?:aged\s)?{_ANY}(?=,\s(?:who|told|tells|said|says|wrote|has|had|is|was|lives)\b)",
    r"\b(?:says|said|wrote|asked|added|explained|recalled)\s(?-i:[A-Z][a-z]+),\s(?:aged\s)?\d{1,2}\b",
    r"\b(?-i:[A-Z][a-z]+)\s\((?:aged\s)?\d{1,2}\)(?=\s(?:told|tells|said|says|wrote|writes|asked|explained)\b)",
    r"\b(?:child|baby|twins|siblings|cousin|young person|brother|sister|son|daughter|mother|father"
    r"|(?-i:[A-Z][a-z]+))(?:\s(?-i:[A-Z]))?,\s\d{1,2},(?=\s)",
    r"\b(?:boy|girl|mother|father|mum|dad|pupil|student|young person|child|teenager),\s\d{1,2}(?=[.;)]|$)",
    rf"\b(?:aged?|ages)\s+(?:of\s+)?(?:under\s+|over\s+|between\s+|from\s+)?{_ANY}(?:\s*(?:-|–|to|and"
    rf"|or)\s*{_ANY})?{_NO_SHARE}",
    rf"\b{_ANY}(?:\s*(?:-|–|to|and|or)\s*{_ANY})?[\s-]+(?:years?|months?|weeks?|days?)[\s-]+olds?\b",
    r"\b(?:under|over)[\s-]?(?:\d{1,2}['’]?s|ones|twos|threes|fours|fives|sixes|tens|eighteens)\b",
    rf"\b(?:children|babies|infants|toddlers|young people|those|teenagers|people|adults|girls"
    rf"|boys|child|baby|infant|boy|girl|teenager|person|pupil|patients?|student|anyone|everyone|anybody|nobody)\s+(?:aged\s+)?(?:under"
    rf"|over)\s+(?:the age of\s+)?{_ANY}\b{_NO_SHARE}",
    rf"\b{_ANY}-?\s*(?:-|–|to|or|and)\s*{_ANY}[\s-]+(?:year|month|week|day)s?\b",
    rf"\b(?:aged?|ages)\s+{_ANY}(?:,\s+{_ANY}){{1,8}},?\s+(?:and|or)\s+{_ANY}\b",
    rf"\b(?:was|were|is|turned|now|only|just|nearly|almost|at)\s+{_ANY}"
    r"(?=\s+(?:when|at the time|years old|and a half)\b)",
    rf"\b(?:youngest|eldest|oldest)\b[^.;,]{{0,20}}\s(?:is|was)\s(?:only\s|just\s)?{_ANY}(?=[.,;]|$|\sand\b)",
    rf"\b(?:players?|learners?|cadets?|apprentices?|boys?|girls?|child|lads?|man|woman|daughter|son|brother|sister|teenagers?|mother|father|mum|dad|parent"
    rf"|grandmother|grandfather|gran|nan|carer"
    rf"|baby|pupil|student|person)\s+of\s+{_ANY}(?:\s(?:or|to)\s{_ANY})?\b{_NO_SHARE}",
    rf"\b(?:he|she|who|child|boy|girl|son|daughter|brother|sister|chair|mother|father"
    rf"|(?<!\w)(?!There\b|That\b)(?-i:[A-Z](?:[a-z]{{1,7}}[a-rt-z])?))"
    rf"\s+(?:is|was|were)\s+(?:now\s|only\s|just\s)?{_ANY}(?=\s+and\s(?:does|has|had|lives|was|is|she|he|his|her)\b|[.,;]|$)",
    rf"\b(?:he|she)\s{_ANY}(?=[.,;]|$)|\bage\s(?:was|is|being)\s(?:now\s|only\s|just\s)?{_ANY}(?=[.,;)]|$|\sand\b)",
    r"(?<=[\s(])(?:[A-Za-z’'-]+),\s(?:aged\s)?\d{1,2}(?=\))",
    r"\b0\s?[-–]\s?(?:5|11|16|18|19|25)(?:s|\b)(?!\s?%)",
    r"\b(?:nursing|nurses|visiting|visitors|services?|schools?|teams?|camhs|provision)\s\(\d{1,2}\s?[-–]\s?\d{1,2}\)",
    rf"\b{_N}\s?[-–]\s?{_N}\s+(?:services?|teams?|workforce|contract|pathway|provision|age|schools?|colleges?"
    rf"|academ(?:y|ies)"
    r"|settings?|nurser(?:y|ies)|health)\b",
    # What was said of time before is not said again: «16 weeks rather than at 28», «nobody waits longer than six»
    rf"\blonger than {_ANY}(?=[.,;)]|$)",
    rf"\b{_ANY}[\s-]+{_TIME_UNIT}\b[^.;!?]{{0,24}}?,?\s(?:and not|rather than|instead of|not|down from|up from"
    rf"|against"
    rf"|compared with|(?:standard|target|limit) of)\s(?:at\s|in\s|the\s)?{_ANY}(?=[.,;)]|$)",
    r"\b(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)days?,?\s(?:[a-z]+\s){0,3}\d{1,2}(?:[.:][0-5]\d)?\s?[-–]\s?\d{1,2}(?:[.:][0-5]\d)?"
    r"(?=[.,;)]|$|\s)",
    # The hours of a day on which something is open
    r"\b(?:opens?|runs?|ran|held|meets?|meet|works?|staffed|clinics?|drop-in|daily"
    r"|weekdays?|weekends?|days a week|(?-i:[A-Z])[a-z]+days?)\b[^.;!?]{0,30}?\sfrom"
    r"\s(?:1[0-2]|\d)(?:[.:][0-5]\d)?\s?(?:to|until|till|[-–])\s?(?:1[0-2]|\d)(?:[.:][0-5]\d)?(?=[.,;)ap]|$|\s(?:on"
    r"|every|each"
    r"|in|at|and)\b)",
    # A scale, and how a sum comes out
    rf"\b(?:from|of)\s+(?:nought|zero|one|0|1)\s+to\s+(?:four|five|seven|ten|4|5|7|10|100)\b{_NO_SHARE}",
    r"\b(?:add|adds|added|sum|sums|come|comes) (?:up )?to (?:\w+ )?(?:100|(?:a|one) hundred)\b",
    # «seen at three days, then at 10 and at 14 days», «at 2, 4 and 8 weeks»
    rf"\b(?:at|by|from|after)\s{_ANY}(?:,?\s(?:and|or|to|then)\s(?:at|from|in|by)\s{_ANY})[\s-]+{_TIME_UNIT}\b",
    rf"\b{_ANY}(?:,\s{_ANY})+,?\s(?:and|or)\s{_ANY}[\s-]+{_TIME_UNIT}\b",
    # «He would be eleven now»; «The child, whom we call “Wren”, was four»
    rf"\bwould\s(?:now\s)?(?:be|have been)\s{_ANY}(?=\s(?:now|today|this|next|in|had|by)\b|[.,;)])",
    rf"[\"'”’],?\s(?:is|was)\s(?:only\s|just\s)?{_ANY}(?=[.,;]|$|\s(?:and|when)\b)",
    # «Sofia was fourteen and Max was nine», «I'm seventy-one»
    rf"(?:^|[.;:]\s|\band\s|,\s)(?-i:[A-Z][a-z]+)\s(?:is|was|turned)\s(?:only\s|just\s)?{_ANY}(?=\s(?:and\s(?-i:[A-Z])|when\b))",
    rf"\bI(?:['’]m|\sam)\s(?:only\s|just\s)?{_ANY}(?:-[a-z]+)?(?=[.,;\"'”’]|$)",
    # Spans of time
    rf"\b(?:first|last|past|next|previous|final|other|these|those|same|remaining)\s{_ANY}\s(?:{_TIME_UNIT}|quarters)\b",
    rf"\b{_ANY}(?:\s*(?:-|–|to|or|and)\s*{_ANY})?[\s-]+{_TIME_UNIT}\b(?!\s\d)",
    r"\b\d{1,3}\s?(?:hrs?|mins?|wks?)\b",
    # Places in a document, grades, stages
    rf"(?<![\w'’])(?:{_LABELS})(?:(?<!\w{{4}})\.)?[\s-]?{_LABEL_NUMBER}(?:\s*(?:-|–|to|and|or|&"
    rf"|,(?=\s*{_LABEL_NUMBER}(?:\s*,\s*{_LABEL_NUMBER})*,?\s(?:and|or|to|&)\s))\s*{_LABEL_NUMBER}){{0,9}}\b{_NO_SHARE}{_NO_BASE}",
    rf"(?<![\w'’])(?:{_WEAK_LABELS})[\s-]{_LABEL_NUMBER}\b{_NO_SHARE}{_NO_BASE}",
    rf"(?<![\w'’])(?:bays|wards|rooms|weeks|days|classes|beds|flats|actions|lines|outcomes|questions|cases|points"
    rf"|forms|rules)\s"
    rf"{_LABEL_NUMBER}\s*(?:-|–|to|and|or|&|,)\s*{_LABEL_NUMBER}\b{_NO_SHARE}(?!\s(?!(?:have|has|were|are|was|is|and"
    rf"|to|of|in"
    rf"|on|for|will|had)\b)[a-z]{{3,}})",
    # «Undertakings 4 and 9 have not been kept», «Bleep 4471 or ask»: straight after a noun a number is its name.
    rf"(?-i:(?:^|(?<=[.;:]\s))(?!(?:{_NO_NOUN}|[A-Z]\w+(?:ly|ed))\b)[A-Z][a-z]{{3,}})\s\d{{1,4}}(?:(?:,|\sand|\sor|\sto)\s\d{{1,4}})*"
    r"(?=\s(?:has|have|had|is|are|was|were|will|can|cannot|must|should|may|do|does|did"
    r"|(?:or|and)\s(?!(?:more|so|fewer|less)\b)[a-z]+)\b)",
    r"(?<!\bthe )\b(?:period|month|week|day|page|part|phase|step|stage|year|session|meeting|issue)"
    r"\s\d{1,2}\sof\s\d{1,2}\b",
    r"\b(?:with|has|have|had|at|given)\san?\s(?!average|mean|median)(?:\w+\s){0,2}?(?:score|rating)\sof\s\d{1,3}\b",
    # An address
    r"\b\d{1,4}[A-Za-z]?(?:\s?[-–]\s?\d{1,4})?\s(?-i:(?:[A-Z][\w’'-]+\s){1,3}(?:Street|Road|Lane|Avenue|Close|Way"
    r"|Drive|Square"
    r"|Terrace|Crescent|Hill|Gardens|Grove|Row|Quay|Walk|Mews))\b",
    rf"\b(?:level|tier|stage|step|phase|part|chapter|priority|key stage|section|year|recommendation|finding|theme"
    rf"|standard|day|week)(?:\s+{_SMALL_WORD}\b|s\s+{_SMALL_WORD}\b(?!\s(?:are|were|have|had)\b))",
    # Idioms and hyphened words
    rf"\bin (?:groups|pairs|teams|batches|classes|sets|rows)\sof\s{_ANY}\b",
    r"\b1-1\b|\b1-2-1\b|\b1 to 1\b",
    rf"\b{_SMALL_WORD}-(?!(?:{_SMALL_WORD}|odd|thirds?|quarters?|fifths?|tenths?|eighths?|sixths?|hundred"
    rf"|thousand)\b)[a-z]+\b",
    r"\b\d{1,4}-(?!\d|odd\b)[A-Za-z]+\b",
    r"\b\d{1,2}\+(?=\s*(?:year|service|team|worker))",
)
# «over 2000 children» is a figure and «over 2000» with nothing counted may be a year.
_BENT = lazily(
    r"\b(?:over|more than|at least|fewer than|less than|around|about|approximately|nearly|almost|some|up to"
    r"|above|under)\s*$",
    re.IGNORECASE,
)
_COUNTED = lazily(r"\s+(?!(?:and|or|to|in|of|the|was|were|is|by|for|at|on|as|has|have|had)\b)[a-z]{3,}", re.IGNORECASE)
_TWO_YEARS = lazily(r"(?<![\d/.,])(\d\d)/(\d\d)(?![\d/.,]\d|%)")
_YEAR_BEFORE = lazily(r"\b(?:in|during|for|since|the|of|from|by|to|year|and)\s+$", re.IGNORECASE)
_YEAR = lazily(r"(?:19|20)\d\d")
_NOT_FIGURES = tuple(lazily(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_DIGIT = lazily(r"\d")
_NUMBER_WORD = lazily(
    rf"\b(?:{_SMALL_WORD}|ones|twos|threes|fours|fives|sixes|tens|eighteens|hundred|nought|zero)", re.IGNORECASE
)
_SPELT = tuple(pattern for pattern in _NOT_FIGURES if re.search("one|eighteens|twenty", pattern.pattern))
_IN_DIGITS = tuple(pattern for pattern in _NOT_FIGURES if re.search(r"\\d|\d", pattern.pattern))
MEASURED = lazily(
    r"\b(?:average|averages|averaging|averaged|mean|median|(?:longest|shortest)\s(?:wait|delay|gap|stay))(?:\s+[\w’'-]+(?:\.\d+)?){0,14}?:?"
    r"(?:,?\s(?:compared (?:with|to)|against|down from|up from|where(?:as)? it was))?\s*$",
    re.IGNORECASE,
)
# «Average attendance at a grade 1 incident»: a grade is measured no more than elsewhere.
_IS_LABELLED = lazily(rf"(?:{_LABELS}|{_WEAK_LABELS})\b", re.IGNORECASE)
# «an average of 41 weeks, compared with 47 two years before»
_TIME_SINCE = lazily(r"\s(?:(?:ago|earlier|later)\b|before(?=[.,;)]|$))", re.IGNORECASE)
# «In its first year 64 babies were referred»: a span that is told from others, and then a count.
_WHICH_ONE = lazily(
    r"\b(?:first|second|third|fourth|last|past|previous|same|this|that|each|every|full|(?:in|over|during) the)\s$",
    re.IGNORECASE,
)
_SPAN = lazily(r"(?:year|quarter|term|round|phase|wave)\s", re.IGNORECASE)

_N_OF = lazily(rf"\b{_ANY}\s(?:out\s)?of\s(?:the\s|those\s)?$", re.IGNORECASE)
_IS_TIME = lazily(rf"{_ANY}[\s-]+{_TIME_UNIT}", re.IGNORECASE)
_SPANS = lazily(r"(?:years|quarters|terms|weeks|days|rounds)\s", re.IGNORECASE)
_SO_MANY = lazily(rf"\b{_ANY}\s(?:\w+\s)?$", re.IGNORECASE)
# «against the 26 weeks that the law allows»
_IS_A_LIMIT = lazily(
    r"\s(?:that |which )?(?:the law (?:allows|requires|sets)|(?:is|are) (?:allowed|required)|(?:allowed|required"
    r"|permitted|prescribed)\b|limit\b|target\b|standard\b)",
    re.IGNORECASE,
)
_ON_AVERAGE = lazily(r",?\son average\b", re.IGNORECASE)
# «cut the longest wait from 58 weeks to 40», «waits fell from 18 weeks to 11 on average»
WAIT_FROM = lazily(
    r"\b(?:waits?|waiting times?|delays?|time taken|turnaround|length of stay|longest|shortest|average|mean|median)\b"
    r"[^.;!?]{0,50}\bfrom\s$",
    re.IGNORECASE,
)


def stretches_without_figures(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches, as (start, end), in which a number counts nothing. They may overlap."""
    found: list[tuple[int, int]] = []
    # Most of these need a digit; to ask only what a text can answer saves most of the time that figures take.
    has_digit, has_word = _DIGIT.search(text) is not None, _NUMBER_WORD.search(text) is not None
    for pattern in _NOT_FIGURES if has_digit and has_word else _SPELT if has_word else _IN_DIGITS if has_digit else ():
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            if _SPAN.match(match.group()) and _WHICH_ONE.search(before):
                continue
            # «on three of the five nights», «over the past three years nine babies»
            is_time = _IS_TIME.fullmatch(match.group())
            if (is_time and _N_OF.search(before)) or (_SPANS.match(match.group()) and _SO_MANY.search(before)):
                continue
            if _YEAR.fullmatch(match.group()) and _BENT.search(before) and _COUNTED.match(text, match.end()):
                continue
            if _IS_A_LIMIT.match(text, match.end()):
                found.append(match.span())
                continue
            # A measured time («an average of 16 days») says how well something went.
            is_measured = (
                MEASURED.search(text, max(0, match.start() - 100), match.start())
                or WAIT_FROM.search(before)
                or _ON_AVERAGE.match(text, match.end())
                or _ON_AVERAGE.search(match.group())
            )
            is_else = _TIME_SINCE.match(text, match.end()) or _IS_LABELLED.match(match.group())
            if is_measured and not is_else and not _YEAR.search(match.group()):
                continue
            found.append(match.span())
    found += [match.span() for match in _TWO_YEARS.finditer(text) if _is_year(text, match)]
    return tuple(found)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """«in 23/24» is a year; «17/18 reports» is seventeen of eighteen."""
    if int(match.group(2)) != int(match.group(1)) + 1:
        return False
    return not _COUNTED.match(text, match.end()) or bool(
        _YEAR_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    )
