"""What is true: the laws, their derivations and the checkers. Imports no other room.

This file stays empty of imports: ``nernstian.derivations.errors`` and ``.facts`` must be
importable without SymPy.
"""
