"""Figures in digits and in words, and the numbers that are none."""

from decimal import Decimal

import pytest

from lineofsight.intake.figures.find import figures_in
from lineofsight.intake.figures.in_words import spelt_numbers

COUNT, PERCENT, POINT, MONEY, SHARE = "count", "percent", "percentage_point", "money", "share"

# what is written · (text, value, value_to, unit, comparator, denominator) for each figure
STATED = [
    ("Over one hundred practitioners came.", [("Over one hundred", 100, None, COUNT, ">", None)]),
    ("It reached over 95% of staff.", [("over 95%", 95, None, PERCENT, ">", None)]),
    ("75% of cases were good.", [("75%", 75, None, PERCENT, "=", None)]),
    ("There are 36 more nurses.", [("36 more", 36, None, COUNT, "=", None)]),
    ("Vacancies fell to less than 30%.", [("less than 30%", 30, None, PERCENT, "<", None)]),
    ("Nearly two thirds agreed.", [("Nearly two thirds", 2, None, SHARE, "~", 3)]),
    ("Two-thirds of them agreed.", [("Two-thirds", 2, None, SHARE, "=", 3)]),
    ("One in five children waited.", [("One in five", 1, None, SHARE, "=", 5)]),
    ("More than 1 in 10 waited.", [("More than 1 in 10", 1, None, SHARE, ">", 10)]),
    ("Nine out of ten parents agreed.", [("Nine out of ten", 9, None, SHARE, "=", 10)]),
    ("63 per 10,000 children have a plan.", [("63 per 10,000", 63, None, SHARE, "=", 10_000)]),
    ("A quarter of staff left.", [("A quarter", 1, None, SHARE, "=", 4)]),
    ("Referrals rose by a third.", [("a third", 1, None, SHARE, "=", 3)]),
    ("Over half (52%) of parents came.", [("Over half (52%)", 1, None, SHARE, ">", 2)]),
    ("A dozen audits were done.", [("A dozen", 12, None, COUNT, "=", None)]),
    ("Half a dozen audits were done.", [("Half a dozen", 6, None, COUNT, "=", None)]),
    ("Two dozen audits were done.", [("Two dozen", 24, None, COUNT, "=", None)]),
    ("Over three hundred staff came.", [("Over three hundred", 300, None, COUNT, ">", None)]),
    ("34 of 40 (85 %) met it.", [("34 of 40 (85 %)", 34, None, COUNT, "=", 40)]),
    ("34 out of the 40 cases met it.", [("34 out of the 40", 34, None, COUNT, "=", 40)]),
    ("34 (85%) of 40 cases met it.", [("34 (85%) of 40", 34, None, COUNT, "=", 40)]),
    ("34 of 40 children (85%) were seen.", [("34 of 40 children (85%)", 34, None, COUNT, "=", 40)]),
    ("85% (34 of 40) met it.", [("85% (34 of 40)", 85, None, PERCENT, "=", 40)]),
    ("85% (n=40) met it.", [("85% (n=40)", 85, None, PERCENT, "=", 40)]),
    ("85% of the 40 cases met it.", [("85% of the 40", 85, None, PERCENT, "=", 40)]),
    ("85 per cent, or 34 of 40, met it.", [("85 per cent, or 34 of 40", 85, None, PERCENT, "=", 40)]),
    ("Of the 40 cases audited, 34 were good.", [("Of the 40 cases audited, 34", 34, None, COUNT, "=", 40)]),
    ("Of 40 cases, 85% were good.", [("Of 40 cases, 85%", 85, None, PERCENT, "=", 40)]),
    ("11/18 reports list actions.", [("11/18", 11, None, COUNT, "=", 18)]),
    ("17/18 reports list actions.", [("17/18", 17, None, COUNT, "=", 18)]),
    ("Between 20 and 30 cases are read.", [("Between 20 and 30", 20, 30, COUNT, "=", None)]),
    ("20–30% were late.", [("20–30%", 20, 30, PERCENT, "=", None)]),
    ("5 to 10 per cent were late.", [("5 to 10 per cent", 5, 10, PERCENT, "=", None)]),
    ("Teams hold from twelve cases.", [("twelve", 12, None, COUNT, "=", None)]),
    ("Caseloads ranging from 14 to 18 are usual.", [("14 to 18", 14, 18, COUNT, "=", None)]),
    ("It rose from 60 to 75%.", [("60", 60, None, PERCENT, "=", None), ("75%", 75, None, PERCENT, "=", None)]),
    ("It fell from 18 to 12.", [("18", 18, None, COUNT, "=", None), ("12", 12, None, COUNT, "=", None)]),
    ("It rose by 12 percentage points.", [("12 percentage points", 12, None, POINT, "=", None)]),
    ("It cost £1.2 million.", [("£1.2 million", 1_200_000, None, MONEY, "=", None)]),
    ("It cost up to £45k.", [("up to £45k", 45_000, None, MONEY, "<=", None)]),
    ("It cost £45k-£50k.", [("£45k-£50k", 45_000, 50_000, MONEY, "=", None)]),
    ("98.5% were in date.", [("98.5%", Decimal("98.5"), None, PERCENT, "=", None)]),
    ("There are 12.5 FTE posts.", [("12.5", Decimal("12.5"), None, COUNT, "=", None)]),
    ("More than 1,200 visits were made.", [("More than 1,200", 1200, None, COUNT, ">", None)]),
    ("Over 2000 children were seen.", [("Over 2000", 2000, None, COUNT, ">", None)]),
    ("At least 40 came, 50 or more stayed.", [
        ("At least 40", 40, None, COUNT, ">=", None), ("50 or more", 50, None, COUNT, ">=", None),
    ]),
    ("No more than 15 children each.", [("No more than 15", 15, None, COUNT, "<=", None)]),
    ("No fewer than ten visits.", [("No fewer than ten", 10, None, COUNT, ">=", None)]),
    ("About 40 staff and some 12 managers came.", [
        ("About 40", 40, None, COUNT, "~", None), ("some 12", 12, None, COUNT, "~", None),
    ]),
    ("40+ staff came.", [("40+", 40, None, COUNT, ">=", None)]),
    (">90% were on time.", [(">90%", 90, None, PERCENT, ">", None)]),
    ("95 per cent or above is the aim.", [("95 per cent or above", 95, None, PERCENT, ">=", None)]),
    ("Two audits were completed.", [("Two", 2, None, COUNT, "=", None)]),
    ("Eight of the ten audits were good.", [("Eight of the ten", 8, None, COUNT, "=", 10)]),
    ("The agency's 12 practitioners came.", [("12", 12, None, COUNT, "=", None)]),
    ("In 2022, 45 children were seen.", [("45", 45, None, COUNT, "=", None)]),
    ("Three Band 7 nurses were appointed.", [("Three", 3, None, COUNT, "=", None)]),
    ("12 Year 9 pupils took part.", [("12", 12, None, COUNT, "=", None)]),
    ("The mean wait was 16 days.", [("16", 16, None, COUNT, "=", None)]),
    ("100% of staff are trained.", [("100%", 100, None, PERCENT, "=", None)]),
    ("Seventeen cases out of twenty met it.", [("Seventeen cases out of twenty", 17, None, COUNT, "=", 20)]),
    ("Confidence was 7.8 out of 10.", [("7.8 out of 10", Decimal("7.8"), None, COUNT, "=", 10)]),
    ("206 of 211 nurses, or 97.6%, came.", [("206 of 211 nurses, or 97.6%", 206, None, COUNT, "=", 211)]),
    ("It saw ten fathers, or 40% of starts.", [
        ("ten", 10, None, COUNT, "=", None), ("40%", 40, None, PERCENT, "=", None),
    ]),
    ("Nine were good, five fair and one weak.", [
        ("Nine", 9, None, COUNT, "=", None), ("five", 5, None, COUNT, "=", None), ("one", 1, None, COUNT, "=", None),
    ]),
    ("Visits were made. Three had no notice.", [("Three", 3, None, COUNT, "=", None)]),
    ("Few were late, five in total.", [("five", 5, None, COUNT, "=", None)]),
    ("They wait 34 weeks, on average.", [("34", 34, None, COUNT, "=", None)]),
    ("None, that is 0 of 14, was late.", [("0 of 14", 0, None, COUNT, "=", 14)]),
    ("Nine plans out of ten were read.", [("Nine plans out of ten", 9, None, SHARE, "=", 10)]),
    ("One child in eight had moved.", [("One child in eight", 1, None, SHARE, "=", 8)]),
    ("97 out of every hundred came.", [("97 out of every hundred", 97, None, SHARE, "=", 100)]),
    ("The rate is 45.2 per 10,000.", [("45.2 per 10,000", Decimal("45.2"), None, SHARE, "=", 10_000)]),
    ("Seventy or so came.", [("Seventy or so", 70, None, COUNT, "~", None)]),
    ("Three or more workers came.", [("Three or more", 3, None, COUNT, ">=", None)]),
    ("It stood at barely 50 per cent.", [("barely 50 per cent", 50, None, PERCENT, "~", None)]),
    ("Nought per cent were late.", [("Nought per cent", 0, None, PERCENT, "=", None)]),
    ("It rose by six and a half percentage points.", [
        ("six and a half percentage points", Decimal("6.5"), None, POINT, "=", None),
    ]),
    ("It was 73%, so it fell by about 12 points.", [
        ("73%", 73, None, PERCENT, "=", None), ("about 12 points", 12, None, POINT, "~", None),
    ]),
    ("Since January 118 nurses have come.", [("118", 118, None, COUNT, "=", None)]),
    ("In September 19 of the posts were empty.", [("19", 19, None, COUNT, "=", None)]),
    ("Assessments took 37 working days on average.", [("37", 37, None, COUNT, "=", None)]),
    ("Four of the six are done, and one is late.", [
        ("Four of the six", 4, None, COUNT, "=", 6), ("one", 1, None, COUNT, "=", 6),
    ]),
    ("The three safeguarding partners and these two agencies.", [
        ("three", 3, None, COUNT, "=", None), ("two", 2, None, COUNT, "=", None),
    ]),
    ("It has three key priorities and all four recommendations.", [
        ("three", 3, None, COUNT, "=", None), ("four", 4, None, COUNT, "=", None),
    ]),
    ("The other two came, and another six will.", [
        ("two", 2, None, COUNT, "=", None), ("six", 6, None, COUNT, "=", None),
    ]),
    ("Concerns about two children were heard.", [("two", 2, None, COUNT, "=", None)]),
    ("It rose by 12 to 40.", [("12", 12, None, COUNT, "=", None), ("40", 40, None, COUNT, "=", None)]),
    ("We read 40 files. Twelve had no plan.", [
        ("40", 40, None, COUNT, "=", None), ("Twelve", 12, None, COUNT, "=", 40),
    ]),
    ("There were 40 visits and 12 calls.", [
        ("40", 40, None, COUNT, "=", None), ("12", 12, None, COUNT, "=", None),
    ]),
    ("It read 40 plans: 31 good, seven fair and two poor.", [
        ("40", 40, None, COUNT, "=", None), ("31", 31, None, COUNT, "=", 40), ("seven", 7, None, COUNT, "=", 40),
        ("two", 2, None, COUNT, "=", 40),
    ]),
    ("Of the 31 who answered, 26 agreed and five did not.", [
        ("Of the 31 who answered, 26", 26, None, COUNT, "=", 31), ("five", 5, None, COUNT, "=", 31),
    ]),
    ("It met 40 staff, of whom 83% agreed.", [
        ("40", 40, None, COUNT, "=", None), ("83%", 83, None, PERCENT, "=", 40),
    ]),
    ("60 calls were heard. In 49 of them (82%) it was so.", [
        ("60", 60, None, COUNT, "=", None), ("49 of them (82%)", 49, None, COUNT, "=", 60),
    ]),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", STATED, ids=[text for text, _ in STATED])
def test_a_stated_figure_is_read_with_its_bend_its_unit_and_its_base(text: str, expected: list[tuple[object, ...]]):
    read = [(f.text, f.value, f.value_to, f.unit, f.comparator, f.denominator) for f in figures_in(text)]

    assert read == expected


NO_FIGURES = [
    "The 0-19 service, the 0–25 team; every child over five has one.",
    "We asked how far they trusted us, from one to ten. She called 999.",
    "The clinic runs from 12 to 1.30; percentages do not always add up to a hundred.",
    "On 12 March 2024 and on 3rd May, in May 2023.",
    "Between 2019 and 2023, in 2023/24, 2023-24, 21/22 and the 1990s.",
    "On 12/03/2024 and 2024-03-12.",
    "In the first quarter, Q3, Quarter 2.",
    "Level 3 training, Tier 4, Stage 2, Band 7, Key Stage 2, Year 9.",
    "Under section 47, s.17, s47, section 17(10), regulation 28, Article 8, Part 6, Schedule 2.",
    "The Children Act 1989, Working Together 2023, SI 2018/789.",
    "See paragraph 4.2, page 12, Appendix 3, Table 2 and footnote 7.",
    "Recommendation 3, Action 12, Finding 2, Priority 1, Standard 4.",
    "Child 2 and Family 3.",
    "Call 01629 533190 or 0800 1111, or ring 999.",
    "Read https://x.example/v1/file/50237006 or write to a12@b34.example.",
    "TDS20, COVID-19 and s47 are references.",
    "A child aged 14, two years old, 16 and 17 year olds, the under 5s, children under 5.",
    "Within 10 working days, after six weeks, over 12 months, 6 to 8 weeks, every 20 minutes.",
    "A two-year plan, one-to-one work, a 28-day limit, six-weekly groups.",
    "It was done in two parts, for three reasons, on four occasions and in five stages.",
    "It waits where fewer than five children are seen, or if more than three agree.",
    "One parent, one of the agencies, no one, day one and number one.",
    "A third party, the third sector, a third review and half an hour.",
    "The second half of the year.",
    "It is open 24/7, from 9am to 5.30pm, 24 hours a day.",
    "A ratio of 1:6 and a grid of 2 x 2.",
    "Dozens of staff, several hundred children and a couple of visits.",
    "Version 2.1, no. 4, ref 123456789.",
    "A boy of 15, a parent (Young person, 16) and a chair who is 17 and has a voice.",
    "Tam was nine.",
    "They wait 34 weeks.",
    "At 32 weeks and 36 weeks' gestation.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_a_number_that_counts_nothing_is_no_figure(text: str):
    assert [figure.text for figure in figures_in(text)] == []


def test_a_percentage_beside_a_count_is_kept_with_it():
    figure = figures_in("34 of 40 (85%)")[0]

    assert (figure.value, figure.percent, figure.numerator) == (34, 85, None)


def test_a_count_beside_a_percentage_is_kept_with_it():
    figure = figures_in("85% (34 of 40)")[0]

    assert (figure.value, figure.percent, figure.numerator) == (85, None, 34)


def test_a_figure_inside_a_quotation_is_marked_as_quoted():
    text = 'It said "40 of 50 were good" and 12 more agreed.'

    assert [f.quoted for f in figures_in(text, quoted=((8, 29),))] == [True, False]


@pytest.mark.parametrize(
    "words, value",
    [
        ("forty", 40),
        ("forty-five", 45),
        ("forty five", 45),
        ("one hundred and twenty", 120),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("two thousand three hundred", 2300),
        ("one hundred thousand", 100_000),
        ("three million", 3_000_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("nineteen", 19),
        ("two and a half thousand", 2500),
        ("three and a quarter million", 3_250_000),
    ],
)
def test_a_number_in_words_has_its_value(words: str, value: int):
    spelt = spelt_numbers(f"There were {words} of them.")

    assert [(number.value, number.start, number.end) for number in spelt] == [(value, 11, 11 + len(words))]


@pytest.mark.parametrize(
    "words", ["several hundred", "twofold", "someone", "often", "attend", "one's", "the twenty-first century"]
)
def test_words_that_hold_a_number_by_chance_are_none(words: str):
    assert spelt_numbers(f"There {words} be.") == ()


def test_two_numbers_in_a_row_stay_two():
    assert [number.value for number in spelt_numbers("twenty thirty two three")] == [20, 32, 3]
