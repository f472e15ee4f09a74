"""The Merkle tree of RFC 9162 section 2.1 (as RFC 6962): SHA-256, 00 for leaves, 01 for nodes.

Hashes are 32 bytes. Trees are read through a function that gives the hash of a whole subtree
of 2**height leaves, so that nobody has to hold all leaves.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32

Subtree = Callable[[int, int], bytes]
"""Height and number → hash of the leaves number * 2**height up to the next of that height."""


class BadProof(Exception):
    """A proof that does not lead to the root it should."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def whole(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(*level[at : at + 2]) for at in range(0, len(level), 2)]
    return level[0]


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over any number of leaf hashes."""
    return root_of(len(leaves), in_memory(leaves))


def in_memory(leaves: Sequence[bytes]) -> Subtree:
    """Subtrees of leaf hashes that are at hand."""
    return lambda height, number: whole(leaves[number << height : (number + 1) << height])


def root_of(size: int, subtree: Subtree) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _range(0, size, subtree) if size else EMPTY_ROOT


def inclusion(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise BadProof(f"leaf {index} is not in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range(middle, end, subtree))
            end = middle
        else:
            path.append(_range(start, middle, subtree))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old` (RFC 9162, 2.1.4.1)."""
    if not 0 < old <= new:
        raise BadProof(f"no proof from size {old} to size {new}")
    start, end, is_left, path = 0, new, True, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range(middle, end, subtree))
            end = middle
        else:
            path.append(_range(start, middle, subtree))
            start, is_left = middle, False
    return ([] if is_left else [_range(start, end, subtree)]) + path[::-1]


def root_of_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2); or BadProof."""
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        raise BadProof("no leaf of this tree")
    reached = leaf
    for is_left, step in _climb(index, size - 1, path):
        reached = node_hash(step, reached) if is_left else node_hash(reached, step)
    return reached


def check_inclusion(
    index: int, size: int, leaf: bytes, path: Sequence[bytes], expected: bytes
) -> None:
    """Raise BadProof unless the proof leads to the root."""
    if root_of_inclusion(index, size, leaf, path) != expected:
        raise BadProof("another root")


def check_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Raise BadProof unless the new tree is shown to begin with the old (RFC 9162, 2.1.4.2).

    From size 0 nothing can be shown, so it is refused too.
    """
    if not 0 < old <= new:
        raise BadProof("sizes in the wrong order, or zero")
    if old == new:
        if path or old_root != new_root:
            raise BadProof("the same size, another root")
        return
    steps = [*([old_root] if old & (old - 1) == 0 else []), *path]
    if not path or len(steps[0]) != HASH_BYTES:
        raise BadProof("empty or malformed")
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    left = right = steps[0]
    for is_left, step in _climb(place, last, steps[1:]):
        left = node_hash(step, left) if is_left else left
        right = node_hash(step, right) if is_left else node_hash(right, step)
    if (left, right) != (old_root, new_root):
        raise BadProof("another root")


def _climb(place: int, last: int, path: Sequence[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Each step of a proof, and whether it stands to the left of what is reached so far."""
    for step in path:
        if last == 0 or len(step) != HASH_BYTES:
            raise BadProof("too long or malformed")
        is_left = bool(place & 1) or place == last
        yield is_left, step
        if is_left:
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last:
        raise BadProof("too short")


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _range(start: int, end: int, subtree: Subtree) -> bytes:
    """The root of the leaves from `start` (a multiple of the split) up to `end`."""
    size = end - start
    if size & (size - 1) == 0:
        height = size.bit_length() - 1
        return subtree(height, start >> height)
    middle = start + _split(size)
    return node_hash(_range(start, middle, subtree), _range(middle, end, subtree))
