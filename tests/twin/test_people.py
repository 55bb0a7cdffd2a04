import pytest

from grundlag.twin.model import Settings
from grundlag.twin.parameters import ATOMS, DATES
from grundlag.twin.people import atoms_of, inhabitants, living_in, stratum, version

WHOLE = Settings(seed=1)


def _names(area: str) -> list[str]:
    return [atom.id for atom in atoms_of(area)]


def test_an_area_is_a_list_of_atoms() -> None:
    assert _names("amager/2017") == ["amager-gammel"]
    assert _names("amager/2021") == ["amager-gammel", "amager-ny"]
    assert _names("tingbjerg-husum") == ["tingbjerg", "husum"]
    assert _names("bydel-4") == ["amager-gammel", "amager-ny", "rest-4"]
    assert len(_names("koebenhavn")) == len(ATOMS)


def test_amager_is_the_larger_polygon_from_2021() -> None:
    assert version("amager", 2020) == "amager/2017"
    assert version("amager", 2021) == "amager/2021"
    assert version("folehaven", 2021) == "folehaven"


@pytest.mark.parametrize(
    ("area", "low", "high"),
    [
        ("folehaven", 2_200, 2_400),
        ("tingbjerg-husum", 11_500, 12_500),
        ("amager/2021", 12_500, 13_500),
        ("koebenhavn", 640_000, 670_000),
    ],
)
def test_areas_have_the_people_we_mean(area: str, low: int, high: int) -> None:
    assert all(low <= living_in(atoms_of(area), year, WHOLE) <= high for year in DATES)


def test_nobody_lives_in_no_atom_however_small_the_city() -> None:
    assert inhabitants(ATOMS[0], 2018, Settings(seed=1, scale=0.000001)) == 1


def test_the_new_part_of_amager_is_drawn_in_its_bydel_until_2021() -> None:
    new = atoms_of("amager/2021")[1]
    assert [stratum(new, wave) for wave in (2020, 2021)] == ["bydel-4", "amager"]
    assert stratum(atoms_of("amager/2017")[0], 2019) == "amager"
    assert stratum(ATOMS[-1], 2019) == "bydel-10"
