"""What authors write: the format, reading with places, formulas, checks, and the way into the engine."""
