"""Encryption of single columns (license numbers and the like)."""

from core.crypto.fields import EncryptedTextField
from core.crypto.keys import decrypt, encrypt, rotate

__all__ = ["EncryptedTextField", "decrypt", "encrypt", "rotate"]
