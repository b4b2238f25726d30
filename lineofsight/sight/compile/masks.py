"""Everything that can be true of a child on a day gets a number, and what is true together becomes one integer.

A «test» is true on some days: a span with one of these codes holds, two spans stand in conflict, the child is younger
than so many years. Each has a bit. So a rule is two integers, which tests must be true and which must not, and is asked
once for each mask that occurs, not once for each child.
"""

from dataclasses import dataclass, field

from lineofsight.library.standard import Events, Holds

BITS = 60
"""How many tests go into one integer of 64 bits."""


@dataclass(frozen=True, slots=True)
class SpanTest:
    """At least so many spans of a kind with one of these codes (or none of those) hold; `begun`: or have held."""

    kind: str
    codes: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    least: int = 1
    begun: bool = False


@dataclass(frozen=True, slots=True)
class SpentTest:
    """The first such event since the span began has happened.

    held_by: where the records of it begin more than so many days after the span, it did before them; 0: not so.
    """

    events: Events
    since: str
    held_by: int = 0


@dataclass(frozen=True, slots=True)
class YoungTest:
    """The child is born, and younger than so many years."""

    years: int


@dataclass(frozen=True, slots=True)
class TurningTest:
    """It is the month in which the child turns so old."""

    years: int


@dataclass(frozen=True, slots=True)
class OfAge:
    """The month in which the child turned so old is over."""

    years: int


@dataclass(frozen=True, slots=True)
class AgeUnknown:
    """Nobody knows how old the child is: no month of birth is recorded, or one that has not begun."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Some span of the child, of any kind, has begun."""


Test = SpanTest | SpentTest | YoungTest | TurningTest | OfAge | AgeUnknown | Seen


@dataclass(frozen=True, slots=True)
class Rule:
    """Which tests must be true and which must not, by their numbers."""

    need: frozenset[int] = frozenset()
    forbid: frozenset[int] = frozenset()

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(self.need | other.need, self.forbid | other.forbid)


@dataclass(slots=True)
class Tests:
    """The tests that the standards name, each with its number."""

    numbers: dict[Test, int] = field(default_factory=dict)

    def number(self, test: Test) -> int:
        """The number of a test; a new one for a test that is new."""
        return self.numbers.setdefault(test, len(self.numbers))

    def needs(self, test: Test) -> Rule:
        """The rule that a test is true."""
        return Rule(need=frozenset({self.number(test)}))

    def forbids(self, test: Test) -> Rule:
        """The rule that a test is not true."""
        return Rule(forbid=frozenset({self.number(test)}))

    def holds(self, condition: Holds) -> Rule:
        """The rule of a condition on spans."""
        test = self.of_span(condition)
        rule = self.forbids(test) if condition.absent else self.needs(test)
        return rule | self.forbids(OfAge(condition.until_age)) if condition.until_age else rule

    def of_span(self, condition: Holds) -> SpanTest:
        """The test that the span of a condition holds."""
        # A span without a code is not known to be another than those.
        but_not = ("", *sorted(condition.but_not)) if condition.but_not else ()
        return SpanTest(condition.span, tuple(sorted(condition.codes)), but_not, begun=condition.begun)

    def is_missing(self, condition: Holds) -> Rule:
        """The rule that a span that is needed is not there, or says nothing of what the condition turns on."""
        turns_on_code = condition.codes or condition.but_not
        return self.forbids(SpanTest(condition.span, but_not=("",) if turns_on_code else ()))

    @property
    def words(self) -> int:
        """How many integers a mask has."""
        return max(1, -(-len(self.numbers) // BITS))

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a mask: m0, m1, …"""
        return tuple(f"{name}{word}" for word in range(self.words))

    def mask(self, numbers: frozenset[int]) -> tuple[int, ...]:
        """A set of tests as integers."""
        return tuple(
            sum(1 << number % BITS for number in numbers if number // BITS == word) for word in range(self.words)
        )

    def of(self, rule: Rule) -> tuple[int, ...]:
        """A rule as integers, what it needs before what it forbids."""
        return self.mask(rule.need) + self.mask(rule.forbid)

    def same(self, one: str, other: str) -> str:
        """The condition that two rows have the same mask."""
        return " AND ".join(f"{one}.{column} = {other}.{column}" for column in self.columns("m"))

    def true_of(self, mask: str, rule: str) -> str:
        """The condition that a rule's row is true of a mask's row."""
        return " AND ".join(
            f"({mask}.m{word} & {rule}.need{word}) = {rule}.need{word} AND ({mask}.m{word} & {rule}.forbid{word}) = 0"
            for word in range(self.words)
        )

    def listed(self, row: str) -> str:
        """The columns of a mask, read from a row."""
        return ", ".join(f"{row}.{column}" for column in self.columns("m"))
