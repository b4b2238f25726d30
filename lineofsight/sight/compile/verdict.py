"""How it stands: one number for what the days say, and the columns that follow from it; as plain/verdict.py says it."""

from lineofsight.sight.compile.text import FOREVER

MET, LATE, LATE_AT_LAST, IN_DOUBT, DUE, AFTER_RECORDS, MISSED, MISSED_AT_LAST, OVERDUE, OVERDUE_AT_LAST = range(1, 11)
NO_DOUBT, UNSURE, BEFORE_RECORDS, BIRTHDAY = 0, 1, 2, 3
"""Why the due day may be later than it looks."""

OUTCOME = f"""CASE
  WHEN v.met IS NOT NULL THEN CASE
    WHEN v.met <= v.due THEN {MET} WHEN v.why = {NO_DOUBT} THEN {LATE}
    WHEN v.sure_by IS NULL OR v.met <= v.sure_by THEN {IN_DOUBT} ELSE {LATE_AT_LAST} END
  WHEN v.as_at <= v.due THEN {DUE}
  WHEN v.due > v.ends THEN {AFTER_RECORDS}
  WHEN v.why = {NO_DOUBT} THEN CASE WHEN v.ended < {FOREVER} THEN {MISSED} ELSE {OVERDUE} END
  WHEN v.sure_by IS NULL OR v.as_at <= v.sure_by OR v.ended <= v.sure_by THEN {IN_DOUBT}
  WHEN v.sure_by > v.ends THEN {AFTER_RECORDS}
  WHEN v.ended < {FOREVER} THEN {MISSED_AT_LAST} ELSE {OVERDUE_AT_LAST} END"""
"""Of a row v: due, met (NULL: not), ended, ends (of the records), as_at, why, sure_by (NULL: never sure)."""

STATUS = f"""CASE v.outcome WHEN {MET} THEN 'met' WHEN {LATE} THEN 'late' WHEN {LATE_AT_LAST} THEN 'late'
  WHEN {DUE} THEN 'due' WHEN {MISSED} THEN 'missed' WHEN {MISSED_AT_LAST} THEN 'missed'
  WHEN {OVERDUE} THEN 'overdue' WHEN {OVERDUE_AT_LAST} THEN 'overdue' ELSE 'unknown' END"""
DUE_DAY = f"CASE WHEN v.outcome IN ({LATE_AT_LAST}, {MISSED_AT_LAST}, {OVERDUE_AT_LAST}) THEN v.sure_by ELSE v.due END"
DAYS_LATE = f"""CASE v.outcome WHEN {LATE} THEN v.met - v.due WHEN {LATE_AT_LAST} THEN v.met - v.sure_by
  WHEN {MISSED} THEN v.ended - v.due WHEN {MISSED_AT_LAST} THEN v.ended - v.sure_by
  WHEN {OVERDUE} THEN v.as_at - v.due WHEN {OVERDUE_AT_LAST} THEN v.as_at - v.sure_by ELSE 0 END"""
SURE_BY = f"CASE WHEN v.outcome IN ({IN_DOUBT}, {DUE}) AND v.why <> {NO_DOUBT} THEN v.sure_by END"
UNKNOWN = f"""CASE WHEN v.outcome = {AFTER_RECORDS} THEN 'after the records end' WHEN v.outcome <> {IN_DOUBT} THEN ''
  WHEN v.why = {UNSURE} THEN 'two rules may hold'
  WHEN v.why = {BIRTHDAY} THEN 'month of the birthday' ELSE 'before the records begin' END"""
