"""Where a store should not lie."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from coop_tui.store import place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/office nfs4 rw 0 0
//server/data /mnt/our\\040data cifs rw 0 0
drive /mnt/cloud fuse.rclone rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
/dev/sdc1 /mnt/stick fuseblk rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (PureWindowsPath(r"\\server\share\coop.json"), "network share"),
        (PureWindowsPath(r"C:\Users\Sari\OneDrive - Kota Contoh\coop.json"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Sari\Documents\coop.json"), None),
        (PurePosixPath("/home/sari/Dropbox/register/coop.json"), "Dropbox"),
        (PurePosixPath("/home/sari/Dropbox (Kota Contoh)/coop.json"), "Dropbox"),
        (
            PurePosixPath("/home/sari/Library/CloudStorage/GoogleDrive-sari@contoh.example/My Drive/coop.json"),
            "Google Drive",
        ),
        (PurePosixPath("/home/sari/Google Drive/coop.json"), "Google Drive"),
        (PurePosixPath("/home/sari/dropboxes/coop.json"), None),
        (PurePosixPath("/home/sari/OneDrive"), None),
    ],
)
def test_by_name(path: PurePath, kind: str | None) -> None:
    assert place.by_name(path) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/coop.json", None),
        ("/mnt/office/coop.json", "NFS"),
        ("/mnt/office/local/coop.json", None),
        ("/mnt/officers/coop.json", None),
        ("/mnt/our data/coop.json", "SMB"),
        ("/mnt/cloud/coop.json", "FUSE"),
        ("/mnt/stick/coop.json", None),
    ],
)
def test_by_mount(path: str, kind: str | None) -> None:
    assert place.by_mount(PurePosixPath(path), MOUNTS) == kind


def test_a_real_path_is_looked_up_in_the_table_of_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    monkeypatch.setattr(place, "_MOUNTS", table)
    assert place.travels_apart(tmp_path / "coop.json") is None
    table.write_text(f"server:/share {tmp_path} nfs rw 0 0\n")
    assert place.travels_apart(tmp_path / "coop.json") == "NFS"
    assert place.travels_apart(tmp_path / "OneDrive" / "coop.json") == "OneDrive"
