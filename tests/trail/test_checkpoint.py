"""Signed checkpoints: the public formats to the byte, and nothing changed that still holds."""

import base64
from datetime import UTC, datetime

import pytest

from lineofsight.trail.checkpoint import (
    BadNote,
    PublicKey,
    SigningKey,
    TreeHead,
    UnknownSigner,
    open_note,
    parse,
    sign,
    sign_text,
    verify,
)

# The example in the documentation of Go's golang.org/x/mod/sumdb/note, which C2SP signed-note describes.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# Also from there: the secret that made it.
GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"

KEY = SigningKey.new("lineofsight/invented")
AT = datetime(2026, 3, 31, 16, 5, tzinfo=UTC)


def head(**changes: object) -> TreeHead:
    values = {"origin": KEY.name, "size": 3, "root": bytes(range(32)), "number": 1, "at": AT}
    return TreeHead(**{**values, **changes})


def test_a_note_of_another_program_is_opened():
    text, key = open_note(GO_NOTE, [PublicKey.read(GO_KEY)])

    assert text.startswith("If you think cryptography")
    assert key.text() == GO_KEY


def test_a_note_comes_out_byte_for_byte_as_another_program_writes_it():
    text = GO_NOTE.partition("\n\n")[0] + "\n"

    assert sign_text(text, SigningKey.read(GO_SECRET)) == GO_NOTE


def test_a_checkpoint_begins_with_origin_size_and_root():
    lines = sign(head(), KEY).split("\n")

    assert lines[:3] == ["lineofsight/invented", "3", base64.b64encode(bytes(range(32))).decode()]
    assert lines[3:5] == ["lineofsight 1 2026-03-31T16:05:00.000000+00:00", ""]
    assert lines[5].startswith("— lineofsight/invented ")
    assert lines[6:] == [""]


def test_what_was_signed_is_what_is_read():
    assert verify(sign(head(), KEY), [KEY.public]) == (head(), KEY.public)


def test_keys_are_read_as_they_were_written():
    again = SigningKey.read(KEY.secret_text())

    assert again.public == KEY.public == PublicKey.read(KEY.public.text())


def test_the_signature_of_another_key_is_not_ours():
    with pytest.raises(UnknownSigner):
        verify(sign(head(), SigningKey.new(KEY.name)), [KEY.public])


def test_a_checkpoint_may_carry_the_signatures_of_others_too():
    other = SigningKey.new("agency.example/witness")
    note = sign(head(), KEY) + sign_text(head().text(), other).rpartition("\n\n")[2]

    assert verify(note, [KEY.public])[0] == head()
    with pytest.raises(BadNote, match="another name"):
        verify(note, [other.public])


def test_no_changed_letter_of_a_checkpoint_holds():
    note = sign(head(), KEY)
    held = []
    for place, letter in enumerate(note):
        other = "7" if letter != "7" else "8"
        try:
            verify(note[:place] + other + note[place + 1 :], [KEY.public])
        except BadNote:
            continue
        held.append(place)

    assert held == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lineofsight/invented\n3\n",
        head().text().replace("\n3\n", "\n03\n"),
        head().text().replace("\n3\n", "\n-3\n"),
        head().text().replace("+00:00", "+01:00"),
        head().text().replace("+00:00", ""),
        head().text().replace("lineofsight 1", "somebody 1"),
        head().text() + "more\n",
        head(root=b"short").text(),
    ],
)
def test_a_checkpoint_in_any_other_form_is_refused(text):
    with pytest.raises(BadNote):
        parse(text)


@pytest.mark.parametrize(
    "text", ["", "a+b+c", GO_KEY.replace("c74f20a3", "c74f20a4"), GO_KEY[:-4], GO_KEY.replace("+AR", "+BR")]
)
def test_a_public_key_that_does_not_fit_itself_is_refused(text):
    with pytest.raises(BadNote):
        PublicKey.read(text)


@pytest.mark.parametrize("text", ["", GO_SECRET[8:], GO_SECRET.replace("c74f", "c74e"), GO_SECRET[:-4]])
def test_a_signing_key_that_does_not_fit_itself_is_refused_and_never_quoted(text):
    with pytest.raises(BadNote) as refused:
        SigningKey.read(text)

    assert "AYEKFALV" not in str(refused.value)


def test_a_signing_key_never_shows_its_secret_when_printed():
    secret = KEY.secret_text().split("+", 4)[4]  # base64 has plus signs of its own

    assert len(secret) > 40
    assert secret not in repr(KEY)


def test_a_name_with_a_space_or_a_plus_is_refused():
    for name in ("a b", "a+b", ""):
        with pytest.raises(BadNote):
            SigningKey.new(name)


def test_an_origin_of_another_trail_is_not_signed():
    with pytest.raises(BadNote):
        sign(head(origin="lineofsight/another"), KEY)
