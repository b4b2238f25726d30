"""Random lives of a row against the database: each example in a transaction of its own that is taken back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from lineofsight.trail.models import Event


class Life(RuleBasedStateMachine):
    """A machine whose rows are gone after each example. `begin` makes what it starts from."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.begin()

    def begin(self) -> None:
        raise NotImplementedError

    def held(self, does: Callable[[], object], *, allowed: bool, refused: tuple[type[Exception], ...]) -> bool:
        """Whether it was done: what the table by hand allows is done and leaves its event, and nothing else does."""
        before = Event.objects.count()
        try:
            does()
        except refused:
            assert not allowed
            assert Event.objects.count() == before
            return False
        assert allowed
        assert Event.objects.count() > before
        return True

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
