//! Where bytes come from and which files may be read: those of the disk, or of memory in tests.
//!
//! A document is untrusted. A file that it names is read only below folders that the user named, after links are
//! resolved. Any file must be a regular one, so that reading it neither hangs nor goes on for ever, and the total size
//! is bounded.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, FileType, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;

use super::path;

/// Reads files. Paths are relative, with `/` between segments, as they are shown to users.
pub trait Files {
    /// The bytes of a file, if there are no more than `most`.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is longer.
    fn read(&self, path: &str, named: Named<'_>, most: u64) -> Result<Vec<u8>, Unread>;

    /// The absolute path, so that two paths of one file become equal. Links are not followed.
    fn whole(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Who named a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// The user, who may name any file.
    ByUser,
    /// A `$ref` of a document, which may name files below these folders.
    ByDocument {
        /// The folders.
        below: &'a [String],
    },
}

/// Why a file was not read. It has nothing of the content of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file.
    Missing,
    /// The path is that of a folder.
    Folder,
    /// It is neither a file nor a folder; the text says what it is.
    Special(&'static str),
    /// It lies below none of the folders.
    Outside,
    /// Its path lies below one of the folders, but a link on it leads out.
    LeadsOutside,
    /// It is longer than the rest of the budget.
    TooLarge,
    /// The system refused to read it.
    Refused(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the file does not exist"),
            Self::Folder => f.write_str("it is a folder"),
            Self::Special(what) => write!(f, "it is {what}, not a regular file"),
            Self::Outside => f.write_str("it lies outside the folders of the documents"),
            Self::LeadsOutside => f.write_str("a link leads outside the folders of the documents"),
            Self::TooLarge => f.write_str("it is larger than the rest of the limit"),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unread {}

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
    /// Makes a reader of relative paths from `base`. An empty `base` is the current folder.
    pub fn new(base: impl Into<PathBuf>) -> Self {
        Self { base: base.into() }
    }

    /// The path as the system takes it: an empty one is that of the current folder.
    fn at(&self, path: &str) -> PathBuf {
        let at = self.base.join(path);
        if at.as_os_str().is_empty() { PathBuf::from(".") } else { at }
    }

    /// The path after all links are resolved.
    fn resolve(&self, path: &str) -> io::Result<PathBuf> {
        fs::canonicalize(self.at(path))
    }

    /// The path of the same file without links, if it lies below one of the folders.
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
            Named::ByUser => self.at(path),
            Named::ByDocument { below } => self.confined(path, below)?,
        };
        // Opening a device or a pipe can hang or have an effect, so the kind is checked before. It is checked again
        // after, because the file may have been replaced between.
        regular(fs::metadata(&at)?.file_type())?;
        let file = without_waiting().open(&at)?;
        let metadata = file.metadata()?;
        regular(metadata.file_type())?;
        if metadata.len() > most {
            return Err(Unread::TooLarge);
        }
        // The size of a file is not reliable: files of `/proc` have none, and others grow while they are read.
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

/// Opens for reading without waiting, so that a pipe without a writer does not hang.
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
