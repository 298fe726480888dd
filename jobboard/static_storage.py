from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GzipManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and gzip. Brotli, which WhiteNoise uses when it finds it, makes set-up 10x slower."""

    def create_compressor(self, **kwargs: object) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
