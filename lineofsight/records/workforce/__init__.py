"""Who works: people by pseudonym, their posts and absences, and what the workforce census counts."""
