"""Judge editions of 100 and 400 statements, against reading the same edition from its JSON."""

from datetime import date

from bench._measured import Table, ms, show, side_by_side, times
from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.judge import judge
from tests.publication.pure.factory import TODAY, content, recomputed, sources


def measure() -> Table:
    """Every check on every sentence, with the library's own wording rules."""
    rules = load(None).entries(WordingRule, on=date(2026, 7, 20))
    few, many = content(100), content(400)
    text = many.to_json()

    def judged(edition: EditionContent) -> None:
        judge(edition, sources=sources(), recomputed=recomputed(edition), today=TODAY, wording_rules=rules)

    quarter, whole, plain = side_by_side(
        lambda: judged(few), lambda: judged(many), lambda: EditionContent.from_json(text), repeats=7
    )
    return Table(
        title="Ask whether an edition can be published",
        headers=("what", "time", "each statement", "against reading its JSON"),
        rows=(
            ("400 statements read from JSON", ms(plain), ms(plain / 400), "1"),
            ("100 statements judged", ms(quarter), ms(quarter / 100), ""),
            ("400 statements judged", ms(whole), ms(whole / 400), times(whole / plain)),
        ),
        notes=(f"Four times the statements take {whole / quarter:.1f} times as long.",),
    )


if __name__ == "__main__":
    show(measure())
