"""What an engine cannot hold in memory lies in a folder of its own, wherever one stands."""

from pathlib import Path

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
