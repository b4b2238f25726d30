"""Runs one management command from the project's folder. `./los` calls this once the environment stands."""

import sys

from lineofsight.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
