"""As whom the server runs. PostgreSQL refuses to run as root, so root needs a second identity.

An ordinary user runs it as himself. For root, in this order:
1. a user namespace in which root's own files belong to another number: nothing changes owner on disk;
2. a system user (`postgres`, else `nobody`), who owns the data folder then. Where a folder above it
   is closed to that user, the right to walk through folders is kept (CAP_DAC_READ_SEARCH, or where
   a container has taken that away CAP_DAC_OVERRIDE), no more.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Identity:
    """`uid` and `gid` own the files on disk; `prefix` goes in front of each server command."""

    prefix: tuple[str, ...]
    uid: int
    gid: int
    name: str

    def own(self, path: Path) -> None:
        """Give a folder tree to this identity when it is not its own yet (only root ever needs it)."""
        if os.geteuid() != 0 or path.lstat().st_uid == self.uid:
            return
        for folder, _, files in os.walk(path):
            os.chown(folder, self.uid, self.gid)
            for name in files:
                os.chown(os.path.join(folder, name), self.uid, self.gid, follow_symlinks=False)


def _works(prefix: Sequence[str], command: Sequence[str]) -> bool:
    try:
        done = subprocess.run([*prefix, *command], capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def _system_user() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _keep(right: str) -> tuple[str, ...]:
    """Options of setpriv that carry one right across the change of user, and into access(2) as well."""
    return (
        f"--inh-caps=-all,+{right}",
        f"--ambient-caps=+{right}",
        "--securebits=+no_setuid_fixup",
    )


@cache
def choose(server: str, *, namespaces: bool = True) -> Identity | None:
    """The identity that can run the program `server`, or None when root has no way to give it up."""
    if os.geteuid() != 0:
        return Identity((), os.geteuid(), os.getegid(), "you")
    user = _system_user()
    if user is None:
        return None
    # initdb asks access(2) whether it may run its neighbors, which is stricter than running them.
    probe = ["/bin/sh", "-c", 'test -x "$0" && "$0" --version', server]
    unshare = shutil.which("unshare")
    if namespaces and unshare:
        # initdb looks its user number up by name, so the inner number is one that has a name.
        prefix: tuple[str, ...] = (
            unshare,
            "--user",
            f"--map-user={user.pw_uid}",
            f"--map-group={user.pw_gid}",
        )
        if _works(prefix, probe):
            return Identity(prefix, 0, 0, "root in a user namespace")
    setpriv = shutil.which("setpriv")
    if not setpriv:
        return None
    drop = (setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    for right in ("dac_read_search", "dac_override", None):
        way = drop if right is None else (*drop, *_keep(right))
        if _works(way, probe):
            return Identity(way, user.pw_uid, user.pw_gid, user.pw_name)
    return None
