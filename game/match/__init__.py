"""One game being played: seats, sealed orders, undo, saving, replay."""
