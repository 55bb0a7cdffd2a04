"""Settings that cannot be had are refused with everything that is wrong, wherever they are used."""

from pathlib import Path

import pytest

from grundlag.twin import draw
from grundlag.twin.dirt import dirty_rows
from grundlag.twin.invent import invent
from grundlag.twin.model import Asked, Break, Drop, Felt, Settings, Wording
from grundlag.twin.parameters import EXTRACTS
from grundlag.twin.refuse import SMALLEST, faults

NAN = float("nan")
WRONG = {
    "scale": Settings(seed=1, scale=NAN),
    "seed": Settings(seed=-1),
    "phi": Settings(seed=1, phi=0.99),
    "yearly": Settings(seed=1, yearly=NAN),
    "late": Settings(seed=1, late=-0.1),
    "duplicates": Settings(seed=1, duplicates=1.1),
    "design": Settings(seed=1, design=""),
    "drop": Settings(seed=1, drops=(Drop(cell="amager", kind="vold", from_year=2018, factor=2),)),
    "break": Settings(seed=1, breaks=(Break(kind="vold", from_year=2020, factor=NAN),)),
    "wording": Settings(seed=1, wordings=(Wording(from_wave=2020, points=-0.9),)),
    "felt": Settings(seed=1, felt=(Felt(cell="amager", wave=2020, when="night", tryg=0.93),)),
    "asked": Settings(seed=1, asked=(Asked(cell="amager", answers=0),)),
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_wrong_setting_is_told_by_its_name(setting: str) -> None:
    assert {fault.setting for fault in faults(WRONG[setting])} == {setting}
    assert all(fault.what and fault.fix for fault in faults(WRONG[setting]))


@pytest.mark.parametrize(
    "felt",
    [
        Felt(cell="koebenhavn", wave=2025, when="day", tryg=0.5),
        Felt(cell="amager", wave=2018, when="day", tryg=0.5),
        Felt(cell="amager", wave=2025, when="dawn", tryg=0.5),
    ],
)
def test_a_share_is_of_a_cell_a_wave_and_a_time(felt: Felt) -> None:
    assert len(faults(Settings(seed=1, felt=(felt,)))) == 1


@pytest.mark.parametrize(
    "right",
    [
        Settings(seed=0),
        Settings(seed=1, scale=0.02, phi=1.0, design="two_stage"),
        Settings(seed=1, phi=2.0, yearly=1.0, late=0.5, duplicates=1.0, flat=True),
        Settings(seed=1, felt=(Felt(cell="bydel-3", wave=2026, when="day", tryg=0.93),)),
        Settings(
            seed=1, drops=(Drop(cell="koebenhavn", kind="roeveri", from_year=2019, factor=10.0),)
        ),
    ],
)
def test_what_can_be_had_is_not_refused(right: Settings) -> None:
    assert faults(right) == ()


def test_files_and_draws_refuse_with_all_of_it(tmp_path: Path) -> None:
    wrong = Settings(seed=1, phi=0.0, design="x")
    for use in (
        lambda: invent(tmp_path / "by", wrong),
        lambda: draw.counts(wrong, 1),
        lambda: draw.answers(wrong, "amager", 2025, 1),
    ):
        with pytest.raises(ValueError, match=r"(?s)phi: 0 is not between.*design: no design"):
            use()
    assert not (tmp_path / "by").exists()


@pytest.mark.parametrize("design", ["strata", "srs", "clusters", "two_stage"])
def test_the_smallest_city_can_be_asked_on_every_design(tmp_path: Path, design: str) -> None:
    invent(tmp_path, Settings(seed=3, scale=SMALLEST, design=design))
    assert (tmp_path / "tryghed-2019.csv").read_bytes().count(b"\r\n") > 60
    for extract in EXTRACTS:
        rows = (tmp_path / extract.file_name).read_bytes().count(b"\r\n") - 1
        assert len(dirty_rows(extract)) < rows / 100  # more of them would stop the report
