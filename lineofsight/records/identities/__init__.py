"""Who the records speak of, by pseudonyms alone, and what came in which return."""
