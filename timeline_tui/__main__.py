"""`python -m timeline_tui` is `timeline`."""

import sys

from timeline_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
