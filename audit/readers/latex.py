"""LaTeX."""

from nernstian.audit.extract import Extract, Writer


def extract(source: str) -> Extract:
    """Take the source as it is."""
    writer = Writer(source)
    writer.copy(0, len(source))
    return writer.finish()
