//! `cargo xtask codegen --watch`: after each save of a document or of the configuration it is compiled again.
//!
//! A run writes all of its files or none, and a faulty document is told and leaves the files as they were, so that what is on the
//! disk always is the whole of some version.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::paths::lexical;
use crate::{Env, Exit};

/// How long no file may change before a run begins, so that an editor that writes a file in several steps is done.
const QUIET: Duration = Duration::from_millis(40);

/// How long changes may go on before a run begins all the same.
const MOST_WAIT: Duration = Duration::from_millis(500);

/// How often it is looked whether the watch is to end.
const LOOK: Duration = Duration::from_millis(50);

/// What a run looked at.
pub struct Looked {
    pub exit: Exit,
    /// Every file that was read, or was to be read.
    pub files: BTreeSet<PathBuf>,
}

/// Runs at once, and again after each change of a file that the last run looked at, until `stop` is set.
pub fn until(stop: &AtomicBool, env: &mut Env<'_>, run: &mut dyn FnMut(&mut Env<'_>) -> Looked) -> Exit {
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Who listens no longer needs no event.
        let _ = sender.send(event);
    });
    let mut watched = match watcher {
        Ok(watcher) => Watched { watcher, folders: BTreeSet::new() },
        Err(error) => {
            let _ = writeln!(env.err, "error: files cannot be watched: {error}");
            return Exit::Fault;
        }
    };
    loop {
        let begun = Instant::now();
        let looked = run(env);
        let files = with_targets(looked.files);
        let news = watched.look_at(&files);
        let took = begun.elapsed();
        let state = match looked.exit {
            Exit::Done => "done",
            Exit::Fault | Exit::Usage => "the files are as they were",
        };
        let _ = writeln!(env.err, "watch: {state} after {} ms; waiting for a change", took.as_millis());
        // A save between the reading of a file and the first watch of its folder is not lost either.
        if news == News::Some && changed_since(&files, begun) {
            continue;
        }
        if !wait(stop, &events, &files) {
            return Exit::Done;
        }
    }
}

/// Whether folders are watched that were not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Some,
    None,
}

/// The folders that are watched. Files are not watched themselves, since editors put new ones in their places.
struct Watched {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Watched {
    fn look_at(&mut self, files: &BTreeSet<PathBuf>) -> News {
        let folders = files.iter().filter_map(|file| nearest(file.parent()?)).collect::<BTreeSet<_>>();
        let mut news = News::None;
        for folder in folders {
            if !self.folders.contains(&folder) && self.watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok() {
                self.folders.insert(folder);
                news = News::Some;
            }
        }
        news
    }
}

/// The files, and what those of them lead to that are symbolic links: a save changes the target, and not the link.
fn with_targets(mut files: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let mut open: Vec<PathBuf> = files.iter().cloned().collect();
    while let Some(at) = open.pop() {
        let target = at.parent().zip(fs::read_link(&at).ok()).map(|(folder, target)| lexical(&folder.join(target)));
        // Links may lead in a circle.
        if let Some(target) = target.filter(|target| files.insert(target.clone())) {
            open.push(target);
        }
    }
    files
}

/// A folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|at| at.is_dir()).map(Path::to_owned)
}

/// Whether one of the files was changed since a moment. A file that cannot be looked at was.
fn changed_since(files: &BTreeSet<PathBuf>, begun: Instant) -> bool {
    let since = begun.elapsed();
    files.iter().any(|file| {
        let modified = file.metadata().and_then(|metadata| metadata.modified());
        modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|ago| ago < since))
    })
}

/// Waits until one of the files has changed, and no other one changes. False: the watch is to end.
fn wait(stop: &AtomicBool, events: &Receiver<notify::Result<Event>>, files: &BTreeSet<PathBuf>) -> bool {
    let mut first: Option<Instant> = None;
    loop {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        match events.recv_timeout(if first.is_some() { QUIET } else { LOOK }) {
            Ok(event) if is_change(&event, files) => {
                first.get_or_insert_with(Instant::now);
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) if first.is_some() => return true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        if first.is_some_and(|first| first.elapsed() > MOST_WAIT) {
            return true;
        }
    }
}

/// Whether an event tells that one of the files is another. That a file was read changes nothing.
fn is_change(event: &notify::Result<Event>, files: &BTreeSet<PathBuf>) -> bool {
    // After an error of the watch anything may have changed.
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any | EventKind::Other | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => {
            event.need_rescan() || event.paths.iter().any(|path| is_one(path, files))
        }
    }
}

/// Whether a path is that of a file, or of a folder on the way to one.
fn is_one(path: &Path, files: &BTreeSet<PathBuf>) -> bool {
    files.iter().any(|file| file == path || file.starts_with(path))
}
