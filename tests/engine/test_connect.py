"""What an engine cannot hold in memory lies in a folder of its own, wherever one stands."""

from pathlib import Path

import pyarrow as pa

from grundlag.engine.connect import engine


def test_rows_are_laid_aside_outside_of_the_folder_one_stands_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with engine() as connection:
        told = connection.raw_sql("select current_setting('temp_directory')").fetchone()
        aside = Path(told[0])
        assert aside.is_dir()
        assert not aside.is_relative_to(tmp_path)
    assert not aside.exists()
    assert list(tmp_path.iterdir()) == []


def test_whoever_asks_arrow_for_pandas_has_it() -> None:
    """Our own start hides it from Arrow, for it takes a third of a second to load."""
    assert pa.table({"n": [1.5, None]}).to_pandas()["n"].isna().tolist() == [False, True]
