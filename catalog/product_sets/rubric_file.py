"""A rubric as a YAML file: its shape, its checks, and where it breaks."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from yaml.nodes import MappingNode, SequenceNode

from catalog.kernel.i18n import lazy_
from catalog.kernel.text import nfc
from catalog.product_sets.errors import BrokenRubric

FOLDER = Path(__file__).parent / "data"
LARGEST = 1024 * 1024
Text = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(nfc)]
Days = Annotated[int, Field(ge=0, le=3660)]


class Part(BaseModel):
    """Parent of every part of the file: nothing unknown, nothing bent into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Validity(Part):
    months: Annotated[int, Field(ge=1, le=240)]
    basis: Text | None


class Window(Part):
    opens_days: Days
    closes_days: Days
    basis: Text | None

    @model_validator(mode="after")
    def opens_before_it_closes(self) -> "Window":
        if self.opens_days <= self.closes_days:
            raise ValueError("opens_days must be more than closes_days")
        return self


class Grace(Part):
    days: Days
    basis: Text | None


class Band(Part):
    stars: Annotated[int, Field(ge=1, le=5)]
    points_from: Annotated[Decimal, Field(ge=0, le=100)]
    issuer_level: Annotated[str, Field(pattern="^(district|province|central)$")] | None
    recognised_by: Text | None


class Set(Part):
    number: Annotated[int, Field(ge=1, le=99)]
    name: Text
    name_en: Text
    agency: Text


class Group(Part):
    number: Annotated[int, Field(ge=1, le=99)]
    name: Text
    name_en: Text
    slug: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    sets: list[Set]


class RubricFile(Part):
    number: Text
    title: Text
    effective_from: date
    effective_to: date | None
    validity: Validity | None
    window: Window | None
    grace: Grace | None
    star_bands: Annotated[list[Band], Field(min_length=1)]
    groups: Annotated[list[Group], Field(min_length=1)]

    @model_validator(mode="after")
    def agrees_with_itself(self) -> "RubricFile":
        if self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        points = [(band.stars, band.points_from) for band in self.star_bands]
        if any(a[0] >= b[0] or a[1] >= b[1] for a, b in zip(points, points[1:], strict=False)):
            raise ValueError("star_bands must rise in stars and in points_from")
        sets = [one.number for group in self.groups for one in group.sets]
        if len(set(sets)) < len(sets):
            raise ValueError("two sets have the same number")
        for what in ("number", "slug"):
            if len({getattr(group, what) for group in self.groups}) < len(self.groups):
                raise ValueError(f"two groups have the same {what}")
        return self


def packaged() -> list[RubricFile]:
    """The rubrics that come with the product, oldest first."""
    rubrics = [read(file.read_bytes(), file.name) for file in FOLDER.glob("*.yaml")]
    return sorted(rubrics, key=lambda rubric: rubric.effective_from)


def read(content: bytes, name: str) -> RubricFile:
    """The rubric in this content, or BrokenRubric naming the line, the path and the reason."""
    if len(content) > LARGEST:
        raise BrokenRubric(lazy_("%(name)s: tệp lớn hơn 1 MB.", name=name))
    try:
        text = content.decode("utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise BrokenRubric(lazy_("%(name)s: không phải UTF-8.", name=name)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _broken(
            name, mark.line + 1 if mark else 1, "", getattr(error, "problem", error)
        ) from error
    except ValueError as error:  # a date such as 2026-13-40
        raise _broken(name, 1, "", error) from error
    try:
        return RubricFile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = ".".join(str(step) for step in first["loc"])
        raise _broken(name, _line_of(tree, first["loc"]), path, first["msg"]) from error


def _broken(name: str, line: int, path: str, reason: object) -> BrokenRubric:
    where = f" ({path})" if path else ""
    return BrokenRubric(
        lazy_(
            "%(name)s, dòng %(line)s%(where)s: %(reason)s",
            name=name,
            line=line,
            where=where,
            reason=reason,
        )
    )


def _line_of(node: Any, path: tuple[int | str, ...]) -> int:
    """The line of the deepest part of `path` that is in the file."""
    for step in path:
        inner = _child(node, step)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node is not None else 1


def _child(node: Any, step: int | str) -> Any:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None
