"""``python -m nernstian``: the same as the ``nernstian`` command."""

import sys

from nernstian.cli import main

if __name__ == "__main__":
    sys.exit(main())
