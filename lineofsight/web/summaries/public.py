"""What the files of an edition are served with, whether or not it is published."""

# Published pages need no script, no font and no picture from elsewhere.
PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Not every machine knows these kinds.
OFFICE_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
