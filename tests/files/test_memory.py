"""Promise P7, the negative control: what a bomb costs whoever opens it without the guard."""

import subprocess
import sys
from pathlib import Path

from lineofsight.files.guard.apart import look_apart
from tests.files.packages import word, zipped

_HOUSE = Path(__file__).resolve().parents[2]
# What a reader does that trusts the file: every part unpacked whole.
_TRUSTING = """
import sys, zipfile
sys.path.insert(0, sys.argv[2])
from lineofsight.files.guard.process import peak_kb
archive = zipfile.ZipFile(sys.argv[1])
held = [archive.read(name) for name in archive.namelist()]
print(peak_kb())
"""


def test_a_bomb_costs_a_trusting_reader_ten_times_what_it_costs_the_guard(tmp_path: Path) -> None:
    bomb = tmp_path / "content"
    bomb.write_bytes(zipped(word({f"word/media/{n}.png": bytes(30_000_000) for n in range(8)})))

    guarded = look_apart(bomb, "plan.docx")
    trusting = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _TRUSTING, str(bomb), str(_HOUSE)],
        stdout=subprocess.PIPE,
        check=True,
    )

    assert bomb.stat().st_size < 400_000
    assert (guarded.verdict.code, guarded.peak_kb < 30_000) == ("bomb", True)
    assert int(trusting.stdout) > 230_000
