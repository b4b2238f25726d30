"""What signed forms tell a manager: until they open the form, and for at most four weeks."""

from collections.abc import Iterator
from datetime import timedelta

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.instrument import Instrument
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.reads import READ
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.forms.queries import edition_of, kept_of, signed_since
from lineofsight.records.forms.rules.asking import told_of
from lineofsight.trail.queries import was_told

WAITS = timedelta(days=28)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work» of a team manager: forms whose instrument tells them something of the answers."""
    if Role.TEAM_MANAGER not in actor.roles:
        return
    telling = {one.id for one in shelf().all_newest(Instrument) if any(told.manager for told in one.tells)}
    for form in signed_since(actor, actor.now - WAITS, instruments=telling) if telling else ():
        instrument = edition_of(form)
        if instrument is None or was_told(READ, subject=form, by=actor):
            continue
        told = [words for words, is_for_manager in told_of(kept_of(form).filled(instrument)) if is_for_manager]
        if told:
            yield Waiting(
                text=instrument.title,
                kind="signed_form",
                ref=form.ref,
                note=" ".join(told),
                since=today(form.signed_at),
                child=form.subject.shown,
                child_ref=form.subject.ref,
            )
