"""Ten thousand files as nobody would write them: taken in whole, or refused in words.

`make bench`, or `python benchmarks/mangled_files.py [--files 10000] [--from 0]`. Each number is one
file, the same every time (tests/mangled.py); each that breaks the law (tests/any_file.py) is told
with its number, so that `--files 1 --from NUMBER` shows it alone. Ends with 1 where any did.
"""

import argparse
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from any_file import outcome  # noqa: E402
from conftest import DEFINITIONS  # noqa: E402
from mangled import file_of  # noqa: E402

LONG = 5.0  # seconds that no file of this size should take


def tried(root: Path, number: int) -> str:
    """What became of a file, or "failed", told with why."""
    made, start = file_of(number), time.process_time()
    try:
        found = outcome(root, made, number)
    except BaseException:  # a reader in Rust that panics raises no Exception
        print(f"\nfile {number}: {made.name}, {len(made.content):,} bytes", flush=True)
        traceback.print_exc()
        if sys.exc_info()[0] is KeyboardInterrupt:
            raise
        return "failed"
    if (seconds := time.process_time() - start) > LONG:
        print(f"file {number}: {made.name} was {found} in {seconds:.0f} seconds", flush=True)
    return found


def folder_at(root: Path) -> Path:
    """A working folder with the town's definitions and nothing taken in."""
    for name, text in DEFINITIONS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def main() -> int:
    """Take them all, and tell how many came in and how many did not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    asked = parser.parse_args()
    numbers = range(asked.first, asked.first + asked.files)
    warnings.simplefilter("ignore")
    found: Counter[str] = Counter()
    failed: list[int] = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:  # a failure leaves nothing to the next
            said = tried(folder_at(Path(folder)), number)
        found[said] += 1
        failed += [number] if said == "failed" else []
        if (number + 1) % 500 == 0:
            print(f"{number + 1}: {dict(found)}", flush=True)
    print(f"{len(numbers):,} files: {found['taken']:,} taken in, {found['refused']:,} refused")
    if failed:
        print(f"{len(failed)} broke the law: {', '.join(map(str, failed))}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
