"""The features of a folder's GeoJSON: what each is called, and which of them make up an area."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grundlag.basis.folder import Areas, AreaVersion


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A feature as it stands in the file, `number` from 1; without a version it is of any."""

    number: int
    id: str | None
    version: str | None
    geometry: Any

    @property
    def name(self) -> str:
        """What it is called: its id, and its version where it has one."""
        return f"{self.id} version {self.version}" if self.version else str(self.id)


def features(areas: Areas, geometry: str) -> tuple[Feature, ...]:
    """The features of a GeoJSON text, in its order."""
    if not geometry:
        return ()
    return tuple(
        _feature(number, each, areas.feature_id)
        for number, each in enumerate(json.loads(geometry)["features"], 1)
    )


def _feature(number: int, each: dict[str, Any], key: str) -> Feature:
    properties = each.get("properties") or {}
    return Feature(
        number=number,
        id=_text(properties.get(key)),
        version=_text(properties.get("version")),
        geometry=each.get("geometry"),
    )


def _text(value: Any) -> str | None:
    """An id as it is written in TOML: 226 and 226.0, which some programs make of it, are "226"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None else str(value)


def wanted(version: AreaVersion) -> tuple[str, ...]:
    """The ids of the features that make up an area version."""
    return version.features or ((version.feature,) if version.feature else ())


def is_named(feature: Feature, id: str, version: AreaVersion) -> bool:
    """Whether a feature is the one of an id that an area version means."""
    of = version.feature_version or version.id
    return feature.id == id and feature.version in (None, of)


def parts(version: AreaVersion, found: Iterable[Feature]) -> tuple[Feature, ...]:
    """The features that an area version is made of; none where it is no polygon."""
    names = wanted(version)
    return tuple(each for each in found if any(is_named(each, name, version) for name in names))
