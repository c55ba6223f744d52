//! Facts files beside specifications, profiles and pages: how the commands find and read them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Env;
use generator::{Disk, Rejected};
use pages::ledger::Ledger;
use pages::specification::Specification;
use pages::{Profile, Reading, profile};

/// The folder of the specifications.
pub const SPECS: &str = "specs";

/// How the name of a facts file ends.
pub const ENDING: &str = ".facts.yaml";

/// Why a command cannot go on.
pub enum Stop {
    /// A sentence that says what, where and what to do.
    Said(String),
    /// Faults of a document.
    Document(Box<Rejected>),
}

impl From<Box<Rejected>> for Stop {
    fn from(rejected: Box<Rejected>) -> Self {
        Self::Document(rejected)
    }
}

/// The facts files below a folder, by name.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ENDING) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path as users see it: relative to the folder of the workspace, where it is below.
pub fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// The absolute path of a file that is named on the command line.
pub fn whole(path: &str, env: &Env<'_>) -> PathBuf {
    let path = env.current.join(path);
    std::path::absolute(&path).unwrap_or(path)
}

/// Reads a facts file, and its text.
pub fn ledger(path: &Path, root: &Path) -> Result<(Ledger, String), Stop> {
    let shown = shown(path, root);
    let text = fs::read_to_string(path).map_err(|error| Stop::Said(format!("{shown} cannot be read: {error}")))?;
    let ledger = Ledger::parse(&text)
        .map_err(|fault| Stop::Said(format!("{shown}:{}:{}: {fault}", fault.line, fault.column)))?;
    if ledger.specification.is_empty() {
        return Err(Stop::Said(format!("{shown}: `specification` must name the document that has the facts")));
    }
    Ok((ledger, text))
}

/// The facts file of a specification: `contact.facts.yaml` beside `contact.yaml`.
pub fn beside(specification: &Path) -> PathBuf {
    specification.with_extension(ENDING.trim_start_matches('.'))
}

/// Reads a specification. Its references may lead below its folder, below `specs/`, and below the folders that the user allows.
pub fn specification(path: &Path, root: &Path, allowed: &[String]) -> Result<Specification, Stop> {
    let shown = shown(path, root);
    let (folder, name) = shown.rsplit_once('/').unwrap_or(("", &shown));
    Ok(Specification::load(&Disk::new(root), folder, name, &[&[SPECS.to_owned()], allowed].concat())?)
}

/// A profile: a shipped one by its name, or a file of TOML.
pub fn profile(name: &str, current: &Path) -> Result<Profile, Stop> {
    let path = current.join(name);
    let read = if path.extension().is_some_and(|ending| ending == "toml") {
        let text = fs::read_to_string(&path).map_err(|error| Stop::Said(format!("{name} cannot be read: {error}")))?;
        text.parse()
    } else {
        profile::shipped(name)
    };
    read.map_err(|error| Stop::Said(format!("{name}: {error}")))
}

/// Reads a page: its path, or `NAME=PATH` where the facts are to have another name than the file.
pub fn page(argument: &str, profile: &Profile, current: &Path) -> Result<Reading, Stop> {
    let named = argument.split_once('=').filter(|_| !current.join(argument).is_file());
    let (name, path) = named.map_or((None, argument), |(name, path)| (Some(name), path));
    let bytes = fs::read(current.join(path)).map_err(|error| match error.kind() {
        ErrorKind::IsADirectory => {
            Stop::Said(format!("`{path}` is a folder: name its pages, such as `{}/*.md`", path.trim_end_matches('/')))
        }
        _ => Stop::Said(format!("{path} cannot be read: {error}")),
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let folder = current.join(path).parent().map(Path::to_owned).unwrap_or_default();
    let mut reading = pages::read_with(&text, name.unwrap_or(file), profile, &|address| included(&folder, address));
    reading.page.file = file.to_owned();
    reading.page.digest = pages::read::digest(&bytes);
    reading.page.date = today();
    Ok(reading)
}

/// The text of a file that a page includes, by its address beside the page. Only pages are read.
fn included(folder: &Path, address: &str) -> Option<String> {
    let path = folder.join(address);
    let page = path.extension().is_some_and(|ending| ["md", "mdx", "markdown"].iter().any(|known| ending == *known));
    if !page || address.starts_with(['/', '\\']) || !path.is_file() {
        return None;
    }
    fs::read_to_string(path).ok()
}

/// The day in UTC, as `2026-11-26`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // The Gregorian calendar repeats every 146,097 days; years begin in March, so that a leap day comes last.
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, year) = if month < 10 { (month + 3, year) } else { (month - 9, year + 1) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400)
}
