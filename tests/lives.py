"""Random lives of a row against the database: each example in a transaction of its own that is taken back."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class Life(RuleBasedStateMachine):
    """A machine whose rows are gone after each example. `begin` makes what it starts from."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.begin()

    def begin(self) -> None:
        raise NotImplementedError

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


def live(machine: Any, *, examples: int = 25, steps: int = 14) -> None:
    """Try so many lives of so many steps each. Nobody's processor decides how long a step may take."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
