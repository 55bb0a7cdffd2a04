"""What the default city is: figures, pictures and pages that others have seen stand on these bytes.

The digests are of the files as they were before anything could be asked for (commit fbde68e).
"""

import hashlib
from pathlib import Path

import pytest

FIRST = {
    "aktiviteter-amager.csv": "2c753f6808c250be0d0ecb2b6319db1951e1c9b6b27295999184229a194ffec0",
    "aktiviteter-folehaven.csv": "49d24508057c4d74ad7413c78ea91039d8ea899c5b81fe11a2ed4620b8e0151f",
    "anmeldelser-2025.csv": "93135d44ded3372fd29570faf2deecd936876524b40913106f508910391e408b",
    "anmeldelser-2026.csv": "9cd9bc2f10087db838039e8a1e2c6e347de7e5902b8a212e805a5758b048715d",
    "areas.geojson": "29d917739b78f11e6ef8f6f7bbd120d0ba60cb39cbdd2eb143bf87e72abeb828",
    "befolkning-2025.csv": "fb39470880c2afba65b43bf3f00f8e1856a6a5861154cac75a747b788e749ba0",
    "befolkning-2026.csv": "135cb62bc8dc22ba43f6d6cdd34a09b223c5e1c758d191511b2971ffb52a0ed2",
    "truth.json": "e39058a44f7d36297159cab4a6c67b97aa84275d2aabc0aaf9106d4c493f88c7",
    "tryghed-2019.csv": "64b83a3ff9c61299a1fed0b337efa8ee0ad681681355a4fe9bc1c6eaf3bc1898",
    "tryghed-2025.csv": "04bf2032d7d907b39eb81d4a9a259e73606b85b6e29cc429b01f68877c943acc",
    "tryghed-2026.csv": "892029acfde50c55c01314ddb3166e288e484c9470d104973c39109d5d0d72fc",
}


@pytest.mark.parametrize("name", FIRST)
def test_the_default_city_is_the_same_to_the_byte(folder: Path, name: str) -> None:
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == FIRST[name]
