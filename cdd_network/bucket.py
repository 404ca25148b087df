"""Stored files in a bucket of an S3 server, for installations of several machines (STORAGE_URL)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

if TYPE_CHECKING:
    import datetime

IN_MEMORY = 2 * 1024 * 1024
"""Bytes of a file being read that stay in memory; the rest goes to a temporary file."""


class PrivateBucket(S3Storage):
    """A bucket that nobody but we read: what is in it is given out through a door, as from a disk."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, client_config=_patience())

    def get_default_settings(self) -> dict[str, object]:
        """No rights are given with a file: the bucket's own hold. Nothing is ever written over."""
        ours = {"default_acl": None, "file_overwrite": False, "max_memory_size": IN_MEMORY}
        return super().get_default_settings() | ours

    def get_modified_time(self, name: str) -> datetime.datetime:
        """When the file was stored; FileNotFoundError as on a disk."""
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """None: an address that opens without signing in would pass every door by."""
        raise ValueError("A stored file has no address of its own.")


def _patience() -> Config:
    """A server that is away is told in seconds; its own checksums are asked for only where it must,
    since many servers that speak S3 do not know the newer ones."""
    return Config(
        connect_timeout=3,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
