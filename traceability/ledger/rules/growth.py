"""A tree that grows leaf by leaf and keeps only what it needs to tell its root."""

from traceability.ledger.rules.proofs import TILE_HEIGHT
from traceability.ledger.rules.tree import EMPTY_ROOT, node_hash


class Growing:
    """The whole subtrees of the tree so far, the largest first, and the hashes of full tiles."""

    def __init__(self) -> None:
        self.size = 0
        self.nodes: dict[tuple[int, int], bytes] = {}
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf hash at the right."""
        reached, height, number = leaf, 0, self.size
        while number & 1:
            reached = node_hash(self._peaks.pop(), reached)
            height, number = height + 1, number >> 1
            if height % TILE_HEIGHT == 0:
                self.nodes[height // TILE_HEIGHT, number] = reached
        self._peaks.append(reached)
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        reached = self._peaks[-1]
        for peak in self._peaks[-2::-1]:
            reached = node_hash(peak, reached)
        return reached
