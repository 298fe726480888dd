"""Bring a data folder up to date: secrets, built files, database structure, vocabulary, demo.

Each part leaves a stamp of what it was made from, so that a second start skips it. A stamp is
written after the work, never before: a killed part is done again, and each can be.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import subprocess
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jobboard.launch.console import Stop, say, step
from jobboard.launch.environment import PYTHON, ROOT, alone, digest, run_quietly
from jobboard.localdb import Lease, bundled

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def secret(data_dir: Path, name: str) -> str:
    """A secret of this data folder, made once; whoever comes second reads what the first one made."""
    folder = data_dir / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails, as it should, when another start was faster
        except FileExistsError:
            pass
        draft.unlink()
    return path.read_text().strip()


def surroundings(data_dir: Path, *, database_url: str, site_url: str) -> dict[str, str]:
    """The environment of every process of the site; what the operator has set himself stays."""
    made = {
        "DJANGO_SETTINGS_MODULE": "jobboard.settings",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data_dir),
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": ",".join(
            dict.fromkeys([urlsplit(site_url).hostname or "", "localhost", "127.0.0.1"])
        ),
        "PYTHONUNBUFFERED": "1",
    }
    for name, file in (("SECRET_KEY", "secret_key"), ("FIELD_KEYS", "field_key")):
        if name not in os.environ and f"{name}_FILE" not in os.environ:
            made[name] = secret(data_dir, file)
    return {**made, **os.environ, "DATABASE_URL": database_url, "DATA_DIR": str(data_dir)}


def open_database(data_dir: Path) -> Lease:
    """A share in the embedded database of this data folder, still to be acquired."""
    binaries = bundled(PYTHON.parent.parent)
    if binaries is None:
        raise Stop("The embedded PostgreSQL is not installed; set DATABASE_URL to use your own.")
    return Lease(data_dir, binaries, say=lambda text: say(f"  {text}"))


def refuse_public(host: str) -> None:
    """The embedded database is for one machine: its site is not offered to others."""
    if host.strip("[]") not in LOOPBACK and not os.environ.get("DATABASE_URL"):
        raise Stop(
            f"The site is not opened on {host} while it uses the embedded database: "
            "set DATABASE_URL to a PostgreSQL of your own first."
        )


def only_for_this_machine(host: str, address: str) -> bool:
    """Whether nobody else reaches the site: neither by its own socket nor through a proxy in front."""
    return host.strip("[]") in LOOPBACK and urlsplit(address).hostname in LOOPBACK


def manage(arguments: list[str], env: dict[str, str]) -> None:
    run_quietly([PYTHON, ROOT / "manage.py", *arguments], env=env, cwd=ROOT)


# --- what was made from what ------------------------------------------------------------------


def _files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


def _contents(*patterns: str) -> str:
    return digest(ROOT / "requirements.txt", *_files(*patterns))


def _dates(*patterns: str) -> str:
    """Like `_contents` for many or big files: names, sizes and times instead of bytes."""
    total = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in _files(*patterns):
        known = path.stat()
        total.update(f"{path}:{known.st_size}:{known.st_mtime_ns};".encode())
    return total.hexdigest()


@dataclass(frozen=True)
class Part:
    name: str
    title: str
    commands: tuple[tuple[str, ...], ...]  # arguments of manage.py
    made_from: str

    @property
    def exists(self) -> bool:
        """Every own command of this part is there (Django's own always are)."""
        return all(self._found(command[0]) for command in self.commands)

    def _found(self, command: str) -> bool:
        return command in {"migrate", "createcachetable", "collectstatic"} or any(
            ROOT.glob(f"*/management/commands/{command}.py")
        )


def build_parts() -> list[tuple[str, str, str]]:
    """(module, title, fingerprint) of what is built in the checkout, for all data folders."""
    return [
        (
            "jobboard.translations",
            "Compiling translations",
            _contents("locale/**/*.po", "jobboard/translations.py"),
        ),
        (
            "jobboard.assets",
            "Making style, font and icons",
            _contents("jobboard/assets.py") + _dates("static/**/*", "templates/**/*.html"),
        ),
    ]


def data_parts(*, demo: bool) -> Iterable[Part]:
    yield Part(
        "static",
        "Collecting static files",
        (("collectstatic", "--noinput", "--verbosity=0"),),
        _dates("static/**/*", "build/static/**/*", "jobboard/static_storage.py"),
    )
    yield Part(
        "structure",
        "Bringing the database up to date",
        (("migrate", "--noinput", "--verbosity=0"), ("createcachetable",)),
        _contents("*/migrations/*.py"),
    )
    yield Part(
        "vocabulary",
        "Loading the vocabulary",
        (("load_vocabulary",),),
        _contents(
            "qualifications/catalogue/**/*",
            "qualifications/management/commands/*.py",
            "qualifications/migrations/*.py",
        ),
    )
    yield Part(
        "places", "Loading the ZIP places", (("load_places",),), _contents("core/places/*.py")
    )
    yield Part(
        "templates",
        "Loading role templates and pay laws",
        (("load_listing_catalogue",),),
        _contents("listings/catalogue/*.json", "listings/services/catalogue.py"),
    )
    if demo:
        yield Part("demo", "Making the demo", (("seed_demo",),), "once")


class Stamps:
    """What a data folder (or the checkout) was last made from, by part."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        try:
            return json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}

    def write(self, name: str, value: str) -> None:
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(json.dumps({**self.read(), name: value}, indent=1))
        draft.replace(self.path)


def build() -> None:
    stamps = Stamps(ROOT / "build" / "stamps.json")
    for module, title, made_from in build_parts():
        if not (ROOT / f"{module.replace('.', '/')}.py").exists():
            continue
        if stamps.read().get(module) == made_from:
            continue
        with alone("files"):
            if stamps.read().get(module) != made_from:
                with step(title):
                    run_quietly([PYTHON, "-m", module], cwd=ROOT)
                stamps.write(module, made_from)


def bring_up_to_date(data_dir: Path, env: dict[str, str], *, demo: bool) -> None:
    """Everything a site needs in its data folder and database, in order."""
    # A stamp speaks of the embedded database; another one may be replaced behind our back.
    where = urlsplit(env["DATABASE_URL"])
    own = os.environ.get("DATABASE_URL") is None
    mark = (
        ""
        if own
        else hashlib.sha256(f"{where.netloc}{where.path}?{where.query}".encode()).hexdigest()[:8]
    )
    stamps = Stamps(data_dir / "made.json")
    with _alone_in(data_dir):
        known = stamps.read()
        for part in data_parts(demo=demo):
            fixed = part.name == "static" or own
            if not part.exists or (fixed and known.get(part.name) == part.made_from):
                continue
            if part.name == "demo" and known.get(f"demo{mark}") == part.made_from:
                continue
            with step(part.title):
                for command in part.commands:
                    manage(list(command), env)
            stamps.write(part.name if fixed else f"{part.name}{mark}", part.made_from)


def _alone_in(data_dir: Path) -> AbstractContextManager[None]:
    return alone(f"data-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:8]}")


def check_foreign_database(env: dict[str, str]) -> None:
    """Say in one sentence what is wrong with the server that DATABASE_URL names."""
    code = (
        "import os, psycopg2\n"
        "try:\n"
        "    c = psycopg2.connect(os.environ['DATABASE_URL'], connect_timeout=5)\n"
        "except psycopg2.OperationalError as error:\n"
        "    raise SystemExit('DATABASE_URL cannot be reached: ' + str(error).strip())\n"
        "if c.server_version < 150000:\n"
        "    raise SystemExit('DATABASE_URL names PostgreSQL %d; 15 or later is needed.'\n"
        "                     % (c.server_version // 10000))\n"
    )
    done = subprocess.run([PYTHON, "-c", code], env=env, capture_output=True, text=True)
    if done.returncode:
        raise Stop(" ".join(done.stderr.split()) or "DATABASE_URL cannot be used.")
