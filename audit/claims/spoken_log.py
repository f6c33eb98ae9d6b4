"""The words of logarithms that are said: "58 times the log of 4 over 140, so that is minus 90 millivolts"."""

from __future__ import annotations

import re

# "58 times the log of 2.5 over 135, and that is about minus 100 millivolts"
SPOKEN = re.compile(
    r"\s(?:times|mal|fois|por|per|maal)\s(?:the\s|der\s|le\s|el\s|il\s|de\s)?(?:base-ten\s|decimal\s)?"
    r"log(?:arithm|arithmus|arithme|aritmo|aritme)?\s(?:of|von|de|di|van)\s(?=\d)"
)
OVER = re.compile(r"\s(?:over|divided\sby|durch|geteilt\sdurch|sur|entre|sobre|su|diviso|gedeeld\sdoor)\s")
SAID = re.compile(
    r",?\s?(?:roughly|about)?(?:,|\.|;)?\s(?:and\s|so\s|which\s|und\s|et\s|y\s|e\s|en\s)?"
    r"(?:(?:that|this|it|das|cela|ça|eso|dat)\s)?(?:(?:is|gives|makes|comes\sto|will\sbe|ist|ergibt|fait|donne|da|es|fa|geeft)\s)?"
    r"(?:about\s|roughly\s|around\s|etwa\s|rund\s|environ\s|unos\s|circa\s|ongeveer\s)?(?:plus\s|más\s|più\s)?"
)
