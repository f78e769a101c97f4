"""Where a store lies: on a network share or in a synced folder its two files may travel apart."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from coop_tui.i18n import _

_MOUNTS: Final = Path("/proc/mounts")
_NETWORKS: Final = {"nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb3": "SMB", "smbfs": "SMB"}
_SYNCED: Final = {  # how the folder's name begins, without spaces -> the service
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "googledrive": "Google Drive",
    "mydrive": "Google Drive",
}


def travels_apart(path: Path) -> str | None:
    """The kind of share or synced folder that the store `path` lies on, for a warning; None on a plain disk."""
    place = path.absolute()
    return by_name(place) or _by_mount(place)


def by_name(place: PurePath) -> str | None:
    """What the path itself says: a Windows share, or a folder of a syncing service."""
    if place.drive.startswith("\\\\"):
        return _("network share")
    for part in place.parent.parts:
        name = part.casefold().replace(" ", "")
        for start, service in _SYNCED.items():
            if name == start or name.startswith((f"{start}-", f"{start}(")):
                return service
    return None


def by_mount(place: PurePath, mounts: str) -> str | None:
    """What the table of mounts, as in /proc/mounts, says about the file system that `place` lies on."""
    found, kind = PurePath(), None
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if place.is_relative_to(point) and len(point.parts) >= len(found.parts):
            found, kind = point, fields[2]
    if kind is None:
        return None
    return "FUSE" if kind.startswith("fuse.") else _NETWORKS.get(kind)


def _by_mount(place: Path) -> str | None:
    try:
        return by_mount(place.resolve(), _MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:  # a system without that table
        return None
