//! Where bytes come from, and which files are given: the disk, or memory in tests.
//!
//! A document is untrusted: what it names is read only below folders that the user named, links resolved. Whoever names
//! a file, it must be a regular one, so that nothing hangs or goes on for ever, and no more is read than may be.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, FileType, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::path;

/// Reads files. Paths are those that people see: relative, `/` between segments.
pub trait Files {
    /// The bytes of a file, if there are no more than `most`.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is longer.
    fn read(&self, path: &str, named: Named<'_>, most: u64) -> Result<Vec<u8>, Unread>;

    /// The path from where all paths begin: two that name one file become the same. Links are not followed.
    fn whole(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Who named a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// The user, who may name any.
    ByUser,
    /// A `$ref` of a document, which may name what lies below these folders.
    ByDocument {
        /// The folders.
        below: &'a [String],
    },
}

/// Why a file is not read. Nothing of its content is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// Neither a file nor a folder, but this.
    Special(&'static str),
    /// It lies below none of the folders.
    Outside,
    /// Its path lies below one of the folders, and a link on it leads elsewhere.
    LeadsOutside,
    /// It is longer than what may still be read.
    TooLarge,
    /// The system says so.
    Refused(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("it is a folder"),
            Self::Special(what) => write!(f, "it is {what}, and no regular file"),
            Self::Outside => f.write_str("it lies outside the folders of the documents"),
            Self::LeadsOutside => f.write_str("a link leads outside the folders of the documents"),
            Self::TooLarge => f.write_str("it is larger than what may still be read"),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::IsADirectory => Self::Folder,
            ErrorKind::PermissionDenied => Self::Refused("permission denied".to_owned()),
            _ => Self::Refused(error.to_string()),
        }
    }
}

/// The disk, seen from a folder.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    base: PathBuf,
}

impl Disk {
    /// Relative paths are read from `base`; an empty one is the current folder.
    pub fn new(base: impl Into<PathBuf>) -> Self {
        Self { base: base.into() }
    }

    /// Where a path leads once all links are resolved.
    fn resolve(&self, path: &str) -> io::Result<PathBuf> {
        let at = self.base.join(path);
        fs::canonicalize(if at.as_os_str().is_empty() { Path::new(".") } else { &at })
    }

    /// The same file by a path without links, if it lies below one of the folders.
    fn confined(&self, path: &str, below: &[String]) -> Result<PathBuf, Unread> {
        let looks_inside = below.iter().any(|folder| path::is_below(folder, path));
        let at = self.resolve(path).map_err(|error| if looks_inside { error.into() } else { Unread::Outside })?;
        let is_inside =
            below.iter().filter_map(|folder| self.resolve(folder).ok()).any(|folder| at.starts_with(folder));
        match (is_inside, looks_inside) {
            (true, _) => Ok(at),
            (false, true) => Err(Unread::LeadsOutside),
            (false, false) => Err(Unread::Outside),
        }
    }
}

impl Files for Disk {
    fn read(&self, path: &str, named: Named<'_>, most: u64) -> Result<Vec<u8>, Unread> {
        let at = match named {
            Named::ByUser => self.base.join(path),
            Named::ByDocument { below } => self.confined(path, below)?,
        };
        // To open something else can hang or have an effect. What was opened is looked at once more: it may have been
        // replaced in between.
        regular(fs::metadata(&at)?.file_type())?;
        let file = without_waiting().open(&at)?;
        let metadata = file.metadata()?;
        regular(metadata.file_type())?;
        if metadata.len() > most {
            return Err(Unread::TooLarge);
        }
        // A size says little: files of `/proc` have none, and others grow.
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) { Ok(bytes) } else { Err(Unread::TooLarge) }
    }

    fn whole(&self, path: &str) -> String {
        let at = self.base.join(path);
        path::normalise(&std::path::absolute(&at).unwrap_or(at).to_string_lossy())
    }
}

fn regular(kind: FileType) -> Result<(), Unread> {
    if kind.is_file() {
        Ok(())
    } else if kind.is_dir() {
        Err(Unread::Folder)
    } else {
        Err(Unread::Special(special(kind)))
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "something else"
}

/// Opens for reading; a pipe that nobody writes to does not keep it waiting.
fn without_waiting() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    options
}

/// Files in memory, by path.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// The given files.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

impl Files for Memory {
    fn read(&self, path: &str, named: Named<'_>, most: u64) -> Result<Vec<u8>, Unread> {
        if let Named::ByDocument { below } = named
            && !below.iter().any(|folder| path::is_below(folder, path))
        {
            return Err(Unread::Outside);
        }
        let bytes = self.files.get(path).ok_or(Unread::Missing)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
            Ok(bytes.clone())
        } else {
            Err(Unread::TooLarge)
        }
    }
}
