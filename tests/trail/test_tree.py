"""The tree against RFC 6962's own definitions, written here a second time, and against published known answers."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.trail.tree import (
    EMPTY_ROOT,
    Frontier,
    NoSuchLeaf,
    inclusion_proof,
    is_included,
    leaf_hash,
    node_hash,
    root,
)

# The leaves and roots with which the Certificate Transparency project tests its own trees.
KNOWN_LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

contents = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


def merkle_tree_hash(entries: list[bytes]) -> bytes:
    """MTH(D[n]) word for word as section 2.1 defines it, over contents and not over leaf hashes."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    half = max(1 << power for power in range(len(entries).bit_length()) if 1 << power < len(entries))
    return hashlib.sha256(b"\x01" + merkle_tree_hash(entries[:half]) + merkle_tree_hash(entries[half:])).digest()


def hashed(entries: list[bytes]) -> list[bytes]:
    return [leaf_hash(entry) for entry in entries]


@pytest.mark.parametrize("size, known", list(enumerate(KNOWN_ROOTS, start=1)))
def test_the_root_is_the_published_one(size, known):
    assert root(hashed(KNOWN_LEAVES[:size])).hex() == known


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert Frontier().root() == EMPTY_ROOT == merkle_tree_hash([])


def test_a_leaf_never_passes_for_a_node():
    left, right = leaf_hash(b"left"), leaf_hash(b"right")

    assert leaf_hash(left + right) != node_hash(left, right)


@given(contents)
def test_the_root_is_the_one_that_the_rfc_defines(entries):
    assert root(hashed(entries)) == merkle_tree_hash(entries)


@given(contents)
def test_a_frontier_read_back_goes_on_as_if_never_written(entries):
    frontier = Frontier()
    for leaf in hashed(entries):
        frontier = Frontier.read(size=frontier.size, text=frontier.text()).add(leaf)

    assert (frontier.size, frontier.root()) == (len(entries), merkle_tree_hash(entries))


@pytest.mark.parametrize("size, text", [(1, ""), (2, "00" * 32 + " " + "00" * 32), (1, "00"), (-1, ""), (1, "zz")])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size, text):
    with pytest.raises(ValueError):
        Frontier.read(size=size, text=text)


@given(contents, st.data())
def test_every_leaf_is_shown_to_be_included(entries, data):
    index = data.draw(st.integers(0, len(entries) - 1))
    leaves = hashed(entries)

    proof = inclusion_proof(leaves, index)

    assert is_included(
        leaf=leaves[index], index=index, size=len(leaves), proof=proof, tree_root=merkle_tree_hash(entries)
    )


@given(contents, st.data())
def test_no_other_leaf_place_root_or_proof_passes_for_an_inclusion(entries, data):
    index = data.draw(st.integers(0, len(entries) - 1))
    leaves = hashed(entries)
    right = {
        "leaf": leaves[index],
        "index": index,
        "size": len(leaves),
        "proof": inclusion_proof(leaves, index),
        "tree_root": root(leaves),
    }
    other = leaf_hash(b"another leaf")
    wrong = [
        {"leaf": other},
        {"tree_root": other},
        {"proof": [*right["proof"], other]},
        {"index": len(leaves)},
        {"index": -1},
        *([{"proof": right["proof"][:-1]}, {"proof": [other, *right["proof"][1:]]}] if right["proof"] else []),
    ]

    assert [change for change in wrong if is_included(**{**right, **change})] == []


def test_what_the_tree_does_not_have_is_refused():
    leaves = hashed(KNOWN_LEAVES)

    for ask in (
        lambda: inclusion_proof(leaves, 8),
        lambda: inclusion_proof(leaves, -1),
    ):
        with pytest.raises(NoSuchLeaf):
            ask()
