"""The checkers: dimensions, replay, balls, exact algebra, stable forms, and the status they add up to."""
