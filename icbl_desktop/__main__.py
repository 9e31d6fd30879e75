"""Start the program with ``python -m icbl_desktop``."""

import sys

from icbl_desktop.cli import main

sys.exit(main())
