//! Where the files of a run are made ready, and what is left there of runs that were killed.
//!
//! A run holds a lock while it uses its folder. The system takes the lock back when the run ends in any way, so that a folder whose
//! lock is free is of no use to anybody. A folder without a lock file was kept, or is just being made.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::STAGING;

/// The name of the file that is locked.
const LOCK: &str = "lock";

/// A staging folder. It is removed with its files when it is dropped.
pub(super) struct Staging {
    // It is dropped before the folder, since Windows does not remove open files.
    _lock: File,
    folder: TempDir,
}

impl Staging {
    /// Makes a folder in the output folder, since a rename works only within one file system.
    pub(super) fn new(dir: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(STAGING).tempdir_in(dir)?;
        // The file has its name only when it is locked, so that no other run finds it free.
        let unnamed = folder.path().join("lock.new");
        let lock = File::create(&unnamed)?;
        // Some file systems have no locks. The folder is then not removed by a later run, which is all that the lock is for.
        if lock.try_lock().is_ok() {
            fs::rename(&unnamed, folder.path().join(LOCK))?;
        }
        Ok(Self { _lock: lock, folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Keeps the folder for ever, and returns its path.
    pub(super) fn keep(self) -> PathBuf {
        // Without its lock file no run takes the folder for one that was left. If the file stays, this run still holds it.
        let _ = fs::remove_file(self.path().join(LOCK));
        self.folder.keep()
    }
}

/// Removes the staging folders of runs that were killed. If one cannot be removed, nothing is wrong but that it stays.
pub(super) fn remove_left(dir: &Path) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let is_staging = entry.file_name().to_str().is_some_and(|name| name.starts_with(STAGING));
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_staging && is_folder && is_left(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether no run uses the folder any more.
fn is_left(folder: &Path) -> bool {
    File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}
