"""An invented census of children in need, of any size: the same children for the same number, whoever asks."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

REFERENCE = date(2026, 3, 31)
_BEGIN = """<?xml version="1.0" encoding="utf-8"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>{until}</ReferenceDate>
</CollectionDetails></Header><Children>
"""


def write_census(path: Path, children: int, *, seed: int = 1) -> Path:
    """Write a census of so many children into a file, child by child."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_BEGIN.format(until=REFERENCE))
        for number in range(children):
            file.writelines(_child(number, Random(f"{seed} {number}")))
        file.write("</Children></Message>\n")
    return path


def _child(number: int, chance: Random) -> Iterator[str]:
    born = REFERENCE - timedelta(days=chance.randrange(6000))
    yield f"<Child><ChildIdentifiers><LAchildID>child {number}</LAchildID><UPN>H{number:012}</UPN>"
    yield f"<PersonBirthDate>{born}</PersonBirthDate><Sex>{chance.choice('MF')}</Sex></ChildIdentifiers>\n"
    yield "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>"
    yield "</ChildCharacteristics>\n"
    for _ in range(chance.choice((1, 1, 1, 2))):
        yield from _details(REFERENCE - timedelta(days=chance.randrange(1, 360)), chance)
    yield "</Child>\n"


def _details(referred: date, chance: Random) -> Iterator[str]:
    def after(days: int) -> date:
        return min(referred + timedelta(days=days), REFERENCE)

    yield f"<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>1A</ReferralSource>"
    nothing_done = chance.choice(("false", "false", "0", "true"))
    yield f"<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>{nothing_done}</ReferralNFA>\n"
    for _ in range(chance.randrange(3)):
        start = chance.randrange(60)
        yield f"<Assessments><AssessmentActualStartDate>{after(start)}</AssessmentActualStartDate>"
        if chance.random() < 0.8:
            done = after(start + chance.randrange(90))
            yield f"<AssessmentAuthorisationDate>{done}</AssessmentAuthorisationDate>"
        yield "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors>"
        yield "</FactorsIdentifiedAtAssessment></Assessments>\n"
    if chance.random() < 0.5:
        yield f"<CINPlanDates><CINPlanStartDate>{after(30)}</CINPlanStartDate></CINPlanDates>\n"
    for _ in range(chance.choice((0, 0, 1, 2))):
        start = chance.randrange(100)
        yield f"<Section47><S47ActualStartDate>{after(start)}</S47ActualStartDate>"
        if chance.random() < 0.5:
            yield f"<DateOfInitialCPC>{after(start + chance.randrange(40))}</DateOfInitialCPC>"
        yield f"<ICPCnotRequired>{chance.choice(('false', '0', 'true', '1'))}</ICPCnotRequired></Section47>\n"
    if chance.random() < 0.2:
        yield f"<ChildProtectionPlans><CPPstartDate>{after(40)}</CPPstartDate>"
        yield "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        yield f"<Reviews><CPPreviewDate>{after(120)}</CPPreviewDate></Reviews></ChildProtectionPlans>\n"
    if chance.random() < 0.05:
        yield f"<PreProceedingsandFGDM><PPStartDate>{after(60)}</PPStartDate><LBPSentDate>{after(65)}</LBPSentDate>"
        yield "<FGDMMeetingOffer>1</FGDMMeetingOffer></PreProceedingsandFGDM>\n"
    yield "</CINdetails>\n"
