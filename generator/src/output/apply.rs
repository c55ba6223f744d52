//! How a plan is carried out. All files are written to a staging folder first, then renamed; if a rename fails, all are
//! restored. A file is replaced by one rename, so that it is there at each moment, and is whole in its old or new text where the
//! run is killed: the manifest has edits of the user, and `NAMES.md` the names that the next run keeps.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::staging::{Staging, remove_left};
use super::{Plan, RelPath, Tree, WriteError};

/// Carries out a plan. After an error all files are as they were.
///
/// # Errors
/// When the system refuses a step. What was done before is undone; [`WriteError::Broken`] names what could not be.
pub fn apply(tree: &Tree, plan: &Plan) -> Result<(), WriteError> {
    remove_left(&plan.dir);
    if plan.is_fresh() {
        return Ok(());
    }
    let mut log = Log::default();
    match run(tree, plan, &mut log) {
        Ok(()) => {
            remove_empty(&plan.dir, &plan.stale);
            Ok(())
        }
        Err(Failed { path, error }) => match log.undo() {
            left if left.is_empty() => Err(WriteError::Io { path, error }),
            left => Err(WriteError::Broken { path, error, left }),
        },
    }
}

/// The step that failed.
struct Failed {
    path: String,
    error: io::Error,
}

/// The steps that were done, so that they can be undone.
#[derive(Default)]
struct Log {
    /// The staging folder. It is dropped last, which removes it and its files.
    staging: Option<Staging>,
    folders: Vec<PathBuf>,
    created: Vec<PathBuf>,
    /// The path of each file that was replaced or removed, and the path of its old text.
    gone: Vec<(PathBuf, PathBuf)>,
}

fn run(tree: &Tree, plan: &Plan, log: &mut Log) -> Result<(), Failed> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error| Failed { path, error }
    };
    create_folder(&plan.dir, log).map_err(failed(&plan.dir))?;
    let staging = Staging::new(&plan.dir).map_err(failed(&plan.dir))?;
    let new = staging.path().join("new");
    let old = staging.path().join("old");
    fs::create_dir(&new).and_then(|()| fs::create_dir(&old)).map_err(failed(staging.path()))?;
    log.staging = Some(staging);

    let written: Vec<&RelPath> = plan.created.iter().chain(&plan.changed).collect();
    for (index, path) in written.iter().enumerate() {
        fs::write(new.join(index.to_string()), plan.text(tree, path)).map_err(failed(&plan.dir.join(path.as_str())))?;
    }
    for (index, path) in written.iter().enumerate() {
        let (at, kept) = (plan.dir.join(path.as_str()), old.join(index.to_string()));
        if index < plan.created.len() {
            if let Some(folder) = at.parent() {
                create_folder(folder, log).map_err(failed(folder))?;
            }
            fs::rename(new.join(index.to_string()), &at).map_err(failed(&at))?;
            log.created.push(at);
        } else {
            keep(&at, &kept).and_then(|()| fs::rename(new.join(index.to_string()), &at)).map_err(failed(&at))?;
            log.gone.push((at, kept));
        }
    }
    // What others no longer name goes last.
    for (index, path) in plan.stale.iter().enumerate() {
        let (at, kept) = (plan.dir.join(path.as_str()), old.join((written.len() + index).to_string()));
        fs::rename(&at, &kept).map_err(failed(&at))?;
        log.gone.push((at, kept));
    }
    Ok(())
}

/// Gives a file a second path, under which its text stays when it is replaced. Not every file system has links.
fn keep(at: &Path, kept: &Path) -> io::Result<()> {
    fs::hard_link(at, kept).or_else(|_| fs::copy(at, kept).map(|_| ()))
}

fn create_folder(folder: &Path, log: &mut Log) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|at| !at.as_os_str().is_empty() && !at.exists()).collect();
    for at in missing.into_iter().rev() {
        fs::create_dir(at)?;
        log.folders.push(at.to_owned());
    }
    Ok(())
}

impl Log {
    /// Undoes all steps, and returns the paths that it could not restore.
    fn undo(&mut self) -> Vec<String> {
        let mut left = Vec::new();
        let mut undo = |path: &Path, result: io::Result<()>| {
            if result.is_err() {
                left.push(path.display().to_string());
            }
        };
        for path in self.created.drain(..) {
            undo(&path, fs::remove_file(&path));
        }
        for (at, kept) in self.gone.drain(..) {
            undo(&at, fs::rename(kept, &at));
        }
        let Some(staging) = self.staging.take() else { return left };
        if !left.is_empty() {
            // The staging folder has the only copy of the files that could not be restored, so it is kept.
            left.push(staging.keep().display().to_string());
            return left;
        }
        drop(staging);
        for folder in self.folders.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
        left
    }
}

/// Removes folders that became empty when stale files were removed.
fn remove_empty(dir: &Path, stale: &[RelPath]) {
    let folders: BTreeSet<PathBuf> = stale
        .iter()
        .flat_map(|path| Path::new(path.as_str()).ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>())
        .filter(|folder| !folder.as_os_str().is_empty())
        .collect();
    // The innermost folder comes first, since a path sorts before the paths below it.
    for folder in folders.into_iter().rev() {
        let _ = fs::remove_dir(dir.join(folder));
    }
}
