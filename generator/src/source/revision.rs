//! Files of a revision of git, without a work tree of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::files::{Files, Named, Unread};
use super::path::{is_below, normalise};

/// The files of a revision, seen from a folder of its repository.
pub struct Revision {
    folder: PathBuf,
    /// The commit, so that a branch that moves meanwhile changes nothing.
    commit: String,
}

impl Revision {
    /// A revision as git names it: `main`, `HEAD~3`, `v1.2.0`. None: there is no such revision.
    pub fn find(folder: &Path, name: &str) -> Option<Self> {
        // A name that begins with a dash would be an option of git.
        if name.is_empty() || name.starts_with('-') {
            return None;
        }
        let commit = git(folder, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
        let commit = String::from_utf8(commit).ok()?.trim().to_owned();
        Some(Self { folder: folder.to_owned(), commit })
    }

    /// Whether it has a file.
    pub fn has(&self, path: &str) -> bool {
        git(&self.folder, &["cat-file", "-e", &self.object(path)]).is_some()
    }

    /// The absolute path of what is named from the folder, since a user may allow a folder by its absolute path.
    fn whole(&self, path: &str) -> String {
        let path = self.folder.join(".").join(path);
        normalise(&std::path::absolute(&path).unwrap_or(path).to_string_lossy())
    }

    /// The name by which git finds a file, seen from the folder.
    fn object(&self, path: &str) -> String {
        let is_relative = path.starts_with("./") || path.starts_with("../");
        let dot = if is_relative { "" } else { "./" };
        format!("{}:{dot}{path}", self.commit)
    }
}

impl Files for Revision {
    fn read(&self, path: &str, named: Named<'_>, most: u64) -> Result<Vec<u8>, Unread> {
        if let Named::ByDocument { below } = named
            && !below.iter().any(|folder| is_below(&self.whole(folder), &self.whole(path)))
        {
            return Err(Unread::Outside);
        }
        let object = self.object(path);
        match git(&self.folder, &["cat-file", "-t", &object]).as_deref() {
            Some(b"blob\n") => {}
            Some(_) => return Err(Unread::Folder),
            None => return Err(Unread::Missing),
        }
        let size = git(&self.folder, &["cat-file", "-s", &object]).and_then(|text| String::from_utf8(text).ok());
        if size.and_then(|text| text.trim().parse::<u64>().ok()).is_none_or(|size| size > most) {
            return Err(Unread::TooLarge);
        }
        git(&self.folder, &["cat-file", "blob", &object]).ok_or(Unread::Missing)
    }
}

/// What git prints. None: it ended with a fault, or is not installed.
fn git(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()?;
    output.status.success().then_some(output.stdout)
}
