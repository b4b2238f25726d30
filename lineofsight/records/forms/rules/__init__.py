"""What is true of a form that somebody fills in: which questions are asked, how far it is, what can be cited of it."""
