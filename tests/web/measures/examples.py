"""Examples that a measure of a partnership's own comes with."""

DAYS = "    as_at: 2026-03-31\n    period_from: 2025-04-01\n    period_to: 2026-03-31\n"
EXAMPLES = "examples:\n" + "".join(
    f'  - name: "{name}"\n    says: It is counted.\n{DAYS}    rows:\n      visits: {listed}\n    figures:\n{figures}'
    for name, listed, figures in (
        (
            "plain: seen",
            "[{child: A, kind: protection-visit, visit_date: 2025-06-02, agency: Council, seen: seen}]",
            "".join(f'      - {{group: "{name}", n: 1, of: 1, words: "1 of 1 (100%)"}}\n' for name in ("", "Council")),
        ),
        (
            "edge: another kind",
            "[{child: A, kind: care-visit, visit_date: 2025-06-02, agency: Council, seen: seen}]",
            "      - {n: 0, of: 0, words: no cases}\n",
        ),
        ("empty: none", "[]", "      - {n: 0, of: 0, words: no cases}\n"),
    )
)
