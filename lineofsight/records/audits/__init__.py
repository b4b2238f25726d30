"""Audits: rounds, samples that can be drawn again, grades by two readers, and what came of each finding."""
