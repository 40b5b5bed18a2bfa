"""Every command, thin: arguments in, one call into the floors below, an exit code out.

Exit codes: 0 done, 1 a file or the game had a defect that was told, 2 bad arguments. Imports of
the floors below stand in the commands, so that `--help` is instant.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from game.scenario.scenario import Scenario

NAME = "bargaining-chips"
MOST_SEED = 2**63 - 1
MOST_WORKERS = 256
_MOST_SHOWN_BYTES = 1_000_000


class BadArgumentsError(Exception):
    """What was asked makes no sense; one sentence says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit code. Without one, opens the game."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    try:
        chosen = parser.parse_args(words if words else ["play"])
        command: Callable[[argparse.Namespace], int] = chosen.run
        code = command(chosen)
        sys.stdout.flush()
        return code
    except BadArgumentsError as error:
        print(f"{NAME}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _Parser(argparse.ArgumentParser):
    """Tells bad arguments in one sentence."""

    def error(self, message: str) -> NoReturn:
        told = message[:1].lower() + message[1:]
        self.exit(2, f"{NAME}: {told}; see {self.prog} --help.\n")


class _Version(argparse.Action):
    """Looked up only when asked for, since that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            told = version(NAME)
        except PackageNotFoundError:
            told = "(a checkout that is not installed)"
        print(f"{NAME} {told}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=NAME,
        description="Bargaining Chips: two capitals, sealed orders, and the people both depend on.",
        epilog="Without a command the game opens.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="tell the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        made.set_defaults(run=run)
        return made

    play = command("play", _play, "play, in a window or in the terminal")
    play.add_argument("scenario", nargs="?", help="a shipped scenario's name, or a file")
    play.add_argument("--side", default="", help="the side to play, by its id (default: the first)")
    play.add_argument("--level", default="analyst", help="the opponent; `person` for two at one machine")
    play.add_argument("--seed", type=_seed, help="the game's luck; the same seed is the same luck")
    play.add_argument("--text", action="store_true", help="play in the terminal")
    play.add_argument("--load", type=Path, metavar="SAVE", help="go on with a saved game")

    watch = command("watch", _watch, "watch two computer players, in the terminal")
    watch.add_argument("scenario", nargs="?", help="a shipped scenario's name, or a file")
    watch.add_argument("--level", type=_two_levels, default="analyst", metavar="LEVEL[,LEVEL]")
    watch.add_argument("--seed", type=_seed, help="the game's luck")
    watch.add_argument("--reasons", action="store_true", help="let both say why they decided as they did")
    watch.add_argument("--save", type=Path, metavar="FILE", help="keep the game")

    check = command("check", _check, "read scenario files and tell all that is wrong; exit code 1 on errors")
    check.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or shipped names")
    check.add_argument("--json", action="store_true", help="as a list of problems, for machines")

    new = command("new", _new, "write a small, commented, working scenario to start from")
    new.add_argument("name", help="its name; NAME.yaml is written in this folder")

    simulate = command("simulate", _simulate, "play many games between computer players")
    simulate.add_argument("scenario", help="a shipped scenario's name, or a file")
    simulate.add_argument("--games", type=_count, default=1000, metavar="N", help="how many (default 1000)")
    simulate.add_argument("--level", type=_two_levels, default="random", metavar="LEVEL[,LEVEL]")
    simulate.add_argument("--futures", type=_count, help="a thinking player's effort for one decision")
    simulate.add_argument("--seconds", type=_seconds, metavar="S", help="the same, as time: told as futures")
    simulate.add_argument("--seed", type=_seed, default=1, help="the games' luck (default 1)")
    simulate.add_argument("--json", action="store_true", help="the result as JSON")
    simulate.add_argument("--report", action="store_true", help="the measures by which a scenario is tuned")
    where = simulate.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes on this machine")
    where.add_argument(
        "--threads", type=_workers, default=1, metavar="N",
        help="threads of this process, for random players and the compiled executor",
    )  # fmt: skip
    where.add_argument("--cluster", metavar="ADDRESS", help="the scheduler of a Dask cluster")
    simulate.add_argument(
        "--resume", type=Path, metavar="FILE", help="keep finished games in FILE, and go on with those there"
    )

    debrief = command("debrief", _debrief, "the debrief of a played game, as one page that needs no network")
    debrief.add_argument("save", type=Path, help="a saved game")
    debrief.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to (default: beside the save)"
    )

    replay = command("replay", _replay, "play a saved game again, and prove that it comes out the same")
    replay.add_argument("save", type=Path, help="a saved game")

    doctor = command("doctor", _doctor, "tell whether the game can be played here, and what to do if not")
    doctor.epilog = "A window opens for a moment, to see whether one can."
    doctor.add_argument("--json", action="store_true", help="for machines")
    doctor.add_argument("--quick", action="store_true", help="measure the speed in a second, not in ten")
    doctor.add_argument("--no-speed", action="store_true", help="do not measure the speed")

    command("schema", _schema, "print the JSON Schema of the scenario format")
    return parser


# -- commands -------------------------------------------------------------------------------------


def _play(chosen: argparse.Namespace) -> int:
    if chosen.level != "analyst":  # the engine is slow to import, and the window must come first
        _known_level(chosen.level, ("person",))
    is_bare = chosen.scenario is None and chosen.load is None
    if chosen.load is not None and not chosen.load.is_file():
        raise BadArgumentsError(f"there is no file {chosen.load}.")
    path = _path(chosen.scenario)
    seed = _any_seed(chosen.seed)
    if not chosen.text:
        try:
            from game.desktop import app

            return app.run(
                None if is_bare else path, chosen.side or None, chosen.level, seed, chosen.load, debrief_of
            )
        except ImportError as error:
            print(f"No window can be opened here ({error}): the game goes on in the terminal.")
        except app.NoScreenError as error:
            print(f"No window can be opened here ({error}): the game goes on in the terminal.")
    from game.terminal import play

    return play.run(path, chosen.side, chosen.level, seed, chosen.load, stdin=sys.stdin, stdout=sys.stdout)


def _watch(chosen: argparse.Namespace) -> int:
    from game.terminal import watch

    return watch.run(
        _path(chosen.scenario),
        _levels(chosen.level),
        _any_seed(chosen.seed),
        has_reasons=chosen.reasons,
        save_to=chosen.save,
        stdout=sys.stdout,
    )


def _check(chosen: argparse.Namespace) -> int:
    from game.scenario.problems import Problem, rendered
    from game.scenario.reading import read

    files = _files(chosen.paths)
    problems: list[Problem] = []
    for file in files:
        _, found = read(file)
        problems += found
        for problem in found if not chosen.json else ():
            print(rendered(problem, _text(Path(problem.file))))
    errors = sum(problem.is_error for problem in problems)
    if chosen.json:
        print(json.dumps([problem.as_dict() for problem in problems], indent=2, ensure_ascii=False))
    else:
        told = f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}"
        print(f"{_counted(len(files), 'file')} read: {told}.")
    return 1 if errors else 0


def _new(chosen: argparse.Namespace) -> int:
    from game.scenario.starting import starting_text

    path = Path(chosen.name.removesuffix(".yaml") + ".yaml")
    words = re.split(r"[-_]+", path.stem)
    if not all(word.isalnum() for word in words):
        raise BadArgumentsError(f"{chosen.name!r} cannot be a file's name: use letters, digits, _ and -.")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starting_text(" ".join(words).capitalize()))
    except FileExistsError:
        raise BadArgumentsError(f"{path} is there already; nothing was written.") from None
    except OSError as error:
        raise BadArgumentsError(f"{path} cannot be written: {error.strerror}.") from None
    print(f"{path} is written. Next: {NAME} check {path}, then {NAME} play {path}")
    return 0


def _simulate(chosen: argparse.Namespace) -> int:
    from game.opponents.levels import BATCH_FUTURES
    from game.terminal import simulation

    scenario = _scenario(_path(chosen.scenario))
    if scenario is None:
        return 1
    return simulation.run(
        scenario,
        _levels(chosen.level),
        chosen.games,
        chosen.seed,
        futures=chosen.futures or BATCH_FUTURES,
        seconds=chosen.seconds,
        has_report=chosen.report,
        as_json=chosen.json,
        stdout=sys.stdout,
        stderr=sys.stderr,
        place=simulation.Place(chosen.workers, chosen.threads, chosen.cluster),
        resume=chosen.resume,
    )


def debrief_of(save: Path) -> Path:
    """Makes the debrief of a saved game; where its page is. For the window, in another process."""
    from game.debrief import write

    return write(save)


def _debrief(chosen: argparse.Namespace) -> int:
    from game.debrief import write
    from game.match.saving import SaveError

    try:
        print(f"The debrief is in {write(chosen.save, chosen.output)}")
        return 0
    except SaveError as error:
        print(error.sentence, file=sys.stderr)
        return 1


def _replay(chosen: argparse.Namespace) -> int:
    from game.match.replay import replay
    from game.match.saving import SaveError, read

    try:
        played = replay(read(chosen.save), chosen.save)
    except SaveError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    print(played.sentence)
    return 0 if played.is_same else 1


def _doctor(chosen: argparse.Namespace) -> int:
    from game.terminal import doctor

    return doctor.run(
        "game.desktop.trial",
        seconds=0.0 if chosen.no_speed else 1.0 if chosen.quick else 10.0,
        as_json=chosen.json,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
    )


def _schema(chosen: argparse.Namespace) -> int:
    from game.scenario.schema import schema_text

    print(schema_text().rstrip())
    return 0


# -- arguments ------------------------------------------------------------------------------------


def _path(name: str | None) -> Path:
    """The file of a scenario that was named, or of the one that opens unasked."""
    from game.scenario import catalogue

    try:
        return catalogue.find(catalogue.default() if name is None else name)
    except catalogue.UnknownScenarioError as error:
        raise BadArgumentsError(str(error)) from None


def _scenario(path: Path) -> Scenario | None:
    """The scenario of a file, or None when its errors have been told."""
    from game.scenario.problems import ScenarioError
    from game.scenario.reading import load

    try:
        return load(path)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return None


def _files(paths: Sequence[str]) -> list[Path]:
    """Scenario files: those named, those of folders, those of shipped names."""
    found: list[Path] = []
    for name in paths:
        path = Path(name).expanduser()
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
            if not inside:
                raise BadArgumentsError(f"{path} holds no scenario file.")
            found += inside
        else:
            found.append(path if path.is_file() else _path(name))
    return found


def _text(path: Path) -> str:
    """A file's text, for showing the lines that problems are in; "" if that is too much."""
    try:
        if path.stat().st_size > _MOST_SHOWN_BYTES:
            return ""
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _levels(told: str) -> tuple[str, str]:
    first, _, second = told.partition(",")
    return first, second or first


def _two_levels(told: str) -> str:
    for level in _levels(told):
        _known_level(level)
    return told


def _known_level(level: str, others: tuple[str, ...] = ()) -> None:
    from game.opponents.levels import levels

    known = (*levels(), *others)
    if level not in known:
        raise BadArgumentsError(f"no level is called {level}; there are {', '.join(known)}.")


def _seed(told: str) -> int:
    number = int(told)
    if not 0 <= number <= MOST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 to {MOST_SEED}")
    return number


def _count(told: str) -> int:
    number = int(told)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{told} is not a count from 1")
    return number


def _workers(told: str) -> int:
    number = _count(told)
    if number > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{told} is more than {MOST_WORKERS} workers; see --cluster")
    return number


def _seconds(told: str) -> float:
    number = float(told)
    if not 0.0 < number <= 3600.0:
        raise argparse.ArgumentTypeError(f"{told} is not a time from 0 to 3600 seconds")
    return number


_seed.__name__ = _count.__name__ = _workers.__name__ = "whole number"  # argparse tells it in its sentence
_seconds.__name__ = "number"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _any_seed(seed: int | None) -> int:
    """The seed that was given, or a new one: the only luck that does not come from a seed."""
    import secrets

    return secrets.randbelow(10**9) if seed is None else seed
