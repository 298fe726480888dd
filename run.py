#!/usr/bin/env python3
"""Outpatient Careers, from nothing to an open site. Needs Python 3.11 and nothing else.

python3 run.py [--data DIR] [--port N] [--no-demo]      the site, with demo data
python3 run.py [--data DIR] test [--long] [pytest arguments]
python3 run.py [--data DIR] lint | fix | manage ... | bench ...
"""

import os
import signal
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ".")
if not sys.platform.startswith("linux"):
    sys.exit(
        "run.py works on Linux; elsewhere set DATABASE_URL and use manage.py (docs/operations.md)."
    )

from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = False

from jobboard import demo_accounts
from jobboard.launch import commands, prepare
from jobboard.launch.console import Stop, say
from jobboard.launch.environment import ensure_environment
from jobboard.launch.site import Site, listen
from jobboard.localdb import LocalDatabaseError

COMMANDS = ("test", "lint", "fix", "manage", "bench")


class Options:
    """What was asked for. Everything after a command's name belongs to the command."""

    def __init__(self, arguments: list[str]) -> None:
        self.data = Path(os.environ.get("DATA_DIR") or ROOT / "var")
        self.port: int | None = None
        self.demo = True
        self.command = ""
        self.rest: list[str] = []
        left = list(arguments)
        while left:
            word, _, value = left.pop(0).partition("=")
            if word in COMMANDS:
                self.command, self.rest = word, left
                return
            if word in ("-h", "--help"):
                print(__doc__.strip())
                raise SystemExit(0)
            if word == "--no-demo":
                self.demo = False
            elif word in ("--data", "--port"):
                if not value and not left:
                    raise Stop(f"{word} needs a value.\n\n{__doc__.strip()}")
                self.take(word, value or left.pop(0))
            else:
                raise Stop(f"{word} is not understood.\n\n{__doc__.strip()}")

    def take(self, word: str, value: str) -> None:
        if word == "--data":
            self.data = Path(value)
        elif value.isdecimal() and int(value) <= 65535:
            self.port = int(value)
        else:
            raise Stop(f"--port needs a number up to 65535, not {value}.")


def main(arguments: list[str]) -> int:
    options = Options(arguments)
    data_dir = options.data.expanduser().resolve()
    if options.command == "test":
        return commands.test(options.rest)
    if options.command == "lint":
        return commands.lint()
    if options.command == "fix":
        return commands.fix()
    if options.command == "manage":
        return commands.manage(data_dir, options.rest)
    if options.command == "bench":
        return commands.bench(data_dir, options.rest)
    return open_site(options, data_dir)


def open_site(options: Options, data_dir: Path) -> int:
    host = os.environ.get("HOST", "127.0.0.1")
    prepare.refuse_public(host)
    ensure_environment()
    prepare.build()
    listener = listen(host, options.port)
    address = os.environ.get("SITE_URL", f"http://localhost:{listener.getsockname()[1]}")
    # Demo accounts have a password that everybody knows: never where others can come in.
    demo = options.demo and prepare.only_for_this_machine(host, address)
    with commands.database(data_dir, address) as (env, lease):
        prepare.bring_up_to_date(data_dir, env, demo=demo)
        say("  Opening the site ...")
        Site(data_dir, env, listener, lease).run(lambda: announce(address, data_dir, demo=demo))
    return 0


def announce(address: str, data_dir: Path, *, demo: bool) -> None:
    lines = [f"Outpatient Careers is open at {address}"]
    if demo:
        lines.append(f"Demo log-ins, password {demo_accounts.PASSWORD}:")
        for role, (mail, second_factor) in demo_accounts.ACCOUNTS.items():
            lines.append(f"  {role:<10} {mail}" + ("  (asks for a code)" if second_factor else ""))
        lines.append(
            f"Codes come from an authenticator app with the secret {demo_accounts.TOTP_SECRET}; "
            f"the code now is {demo_accounts.totp()}."
        )
    lines.append(f"Mail is written to {data_dir / 'mail'}. Ctrl-C stops the site.")
    print("\n".join(lines), flush=True)


def interrupted(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    try:
        sys.exit(main(sys.argv[1:]))
    except (Stop, LocalDatabaseError) as problem:
        say(str(problem))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)
