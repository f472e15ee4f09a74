"""Who is acting. Lower packages know this value, never the accounts behind it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A person or a machine; `producer_ids` are those the person works for."""

    id: int | None = None
    name: str = "Khách"
    permissions: frozenset[str] = field(default_factory=frozenset)
    producer_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        return self.id is not None

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def works_for(self, producer_id: int) -> bool:
        return producer_id in self.producer_ids


SYSTEM = Actor(name="Hệ thống")
"""Commands and jobs that no person started by hand."""
