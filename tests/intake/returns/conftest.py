"""Where the tests of returns find the samples that nobody here wrote."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = PROJECT.parent / "shared" / "samples"
NO_SAMPLES = "the sample returns are not beside the project (../shared/samples)"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of made-up returns in their real formats."""
    if not SAMPLES.exists():
        pytest.skip(NO_SAMPLES)
    return SAMPLES
