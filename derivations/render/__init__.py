"""Renderers: one view of a derivation, written as text, LaTeX, Markdown and JSON."""
