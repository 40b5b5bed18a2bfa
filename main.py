"""Opens the game: `python main.py`, or with any command of `game.cli`."""

import sys

from game.cli import main

if __name__ == "__main__":
    sys.exit(main())
