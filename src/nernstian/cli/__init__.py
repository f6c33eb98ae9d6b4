"""The command line: `application` holds the table of commands, and every command has its own module.

The frame is not in this file: importing ``nernstian.cli.list`` binds ``list`` here, over Python's own.
"""

from nernstian.cli.application import FINDINGS, OK, USAGE, main, warn

__all__ = ["FINDINGS", "OK", "USAGE", "main", "warn"]
