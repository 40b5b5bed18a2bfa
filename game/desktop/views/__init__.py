"""The parts of the screens: each draws one kind of thing on a sheet, from plain data."""
