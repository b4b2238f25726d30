"""Two children who were one."""

from lineofsight.partnership.scope import scope
from lineofsight.records.identities.actions import merge_subjects
from lineofsight.records.identities.models import Subject


def merge(council, one: Subject, into: Subject):
    with scope(council.analyst, writes=True):
        return merge_subjects(subject=one, into=into, reason="The same child twice.", by=council.analyst)
