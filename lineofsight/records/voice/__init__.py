"""What children, parents, carers and practitioners said, asked or not, and what became of it."""
