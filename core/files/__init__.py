"""Private files. By default the bytes live in PostgreSQL: one commit and one backup hold everything."""

from core.files.models import StoredFile
from core.files.serving import file_response
from core.files.storing import delete_files, read_file, reap_files, save_file

__all__ = ["StoredFile", "delete_files", "file_response", "read_file", "reap_files", "save_file"]
