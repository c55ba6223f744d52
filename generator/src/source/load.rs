//! How the roots and all files that they refer to are read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::parsed::{Fault, Parsed};
use super::path::{self, Target};
use super::scan::{self, Weight};
use super::text;
use super::value_visitor::Values;
use super::{Files, Named, Roots, SourceSet, Unread, ids, index};
use crate::diag::{Code, Diags};
use crate::location::{At, FileId, Location};
use crate::spelling::nearest;

/// The most bytes that all files together may have. The largest real document we know has 47 MB.
pub const MOST_BYTES: u64 = 256 << 20;

/// Reads the roots and every file that a `$ref` reaches from them, each once. A root that cannot be read is in the set
/// too, so that its diagnostic can name it.
pub fn load(files: &dyn Files, roots: &Roots) -> (SourceSet, Diags) {
    let below = below(roots);
    let mut loader = Loader {
        files,
        below: &below,
        room: MOST_BYTES,
        wholes: BTreeMap::new(),
        set: SourceSet { folder: roots.folder.clone(), ..SourceSet::default() },
        diags: Diags::default(),
        offered: BTreeSet::new(),
    };
    let mut queue = VecDeque::new();
    for root in &roots.documents {
        let path = path::normalise(root);
        let id = match loader.known(&path) {
            Some(id) => id,
            None => {
                let id = loader.root(path);
                queue.push_back(id);
                id
            }
        };
        if !loader.set.roots.contains(&id) {
            loader.set.roots.push(id);
        }
    }
    for overlay in &roots.overlays {
        loader.overlay(overlay);
    }
    while let Some(id) = queue.pop_front() {
        loader.follow(id, &mut queue);
    }
    (loader.set, loader.diags)
}

/// Every folder that a `$ref` may lead into.
fn below(roots: &Roots) -> Vec<String> {
    let of_document = |document: &String| path::folder(&path::join(&roots.folder, document)).to_owned();
    let mut below: Vec<String> = roots.documents.iter().map(of_document).chain(roots.allowed.iter().cloned()).collect();
    below.sort();
    below.dedup();
    below
}

pub(super) struct Loader<'f> {
    files: &'f dyn Files,
    /// Folders that a `$ref` may lead into.
    below: &'f [String],
    /// How many bytes may still be read.
    room: u64,
    /// The files that were read, by absolute path.
    wholes: BTreeMap<String, FileId>,
    pub(super) set: SourceSet,
    pub(super) diags: Diags,
    /// Files that only optional references name.
    offered: BTreeSet<FileId>,
}

impl<'f> Loader<'f> {
    /// Reads the bytes of a file by its path in the set, and charges them to the budget.
    fn read(&mut self, path: &str, named: Named<'f>) -> Result<Vec<u8>, Unread> {
        let bytes = self.files.read(&path::join(&self.set.folder, path), named, self.room)?;
        self.room = self.room.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(bytes)
    }

    fn add(&mut self, path: String, text: String, raw: Value, document: usize) -> FileId {
        let whole = self.whole(&path);
        let id = self.set.add(path, text, raw, document);
        self.wholes.insert(whole, id);
        id
    }

    /// The file that a path names, if it was read under this path or another one.
    pub(super) fn known(&mut self, path: &str) -> Option<FileId> {
        if let Some(file) = self.set.at(path) {
            return Some(file.id);
        }
        let id = *self.wholes.get(&self.whole(path))?;
        self.set.others.insert(path.to_owned(), id);
        Some(id)
    }

    fn whole(&self, path: &str) -> String {
        self.files.whole(&path::join(&self.set.folder, path))
    }

    pub(super) fn root(&mut self, path: String) -> FileId {
        match self.read(&path, Named::ByUser) {
            Ok(bytes) => self.accept(path, bytes),
            Err(why) => {
                let id = self.add(path, String::new(), Value::Null, 0);
                let shown = self.set.get(id).map_or("", |file| file.shown.as_str());
                let message = format!("`{shown}` cannot be read: {why}");
                let diagnostic = self.diags.push(Code::FileUnreadable, Location::new(id, ""), message);
                diagnostic.help = help(&why);
                id
            }
        }
    }

    /// Reads the files that a file refers to.
    fn follow(&mut self, id: FileId, queue: &mut VecDeque<FileId>) {
        let Some(file) = self.set.get(id) else { return };
        let from = file.path.clone();
        let mut seen = BTreeSet::new();
        for found in scan::file_refs(&file.raw) {
            let location = Location::new(id, found.pointer);
            // What an offered file refers to is offered too.
            let is_offered = found.weight == Weight::Optional || self.offered.contains(&id);
            match path::target(&from, &found.reference) {
                Target::Same => {}
                Target::Url if is_offered => {}
                Target::Url => self.url(location, &found.reference),
                Target::File(path) => {
                    if let Some(known) = self.known(&path) {
                        if !is_offered && self.offered.remove(&known) {
                            queue.push_back(known);
                        }
                        continue;
                    }
                    if !seen.insert((path.clone(), is_offered)) {
                        continue;
                    }
                    match self.read(&path, Named::ByDocument { below: self.below }) {
                        Ok(bytes) if is_offered => queue.extend(self.offer(path, bytes)),
                        Ok(bytes) => queue.push_back(self.accept(path, bytes)),
                        Err(_) if is_offered => {}
                        Err(why) => self.unread(location, &found.reference, &path, &why),
                    }
                }
            }
        }
    }

    fn url(&mut self, location: Location, reference: &str) {
        let file = reference.split('#').next().unwrap_or_default().to_owned();
        if self.set.unread.insert(file) {
            self.diags
                .hole(Code::FileUnreadable, location, format!("`{reference}` is a URL, and URLs are not fetched"))
                .help("download the file, and refer to it by a relative path");
        }
    }

    fn unread(&mut self, location: Location, reference: &str, path: &str, why: &Unread) {
        let shown = path::join(&self.set.folder, path);
        let message = format!("the file `{shown}` cannot be read: {why}");
        let near = nearest(path, self.set.files.keys().map(String::as_str)).map(|near| {
            let from = self.set.get(location.file).map_or("", |file| path::folder(&file.path));
            let fragment = reference.find('#').and_then(|hash| reference.get(hash..)).unwrap_or_default();
            format!("did you mean `{}{fragment}`?", path::relative(from, near))
        });
        self.set.unread.insert(path.to_owned());
        let diagnostic = self.diags.hole(Code::FileUnreadable, location, message);
        if let Some(near) = near {
            diagnostic.help(near);
        } else if !reference.contains(['#', '/', '.']) {
            diagnostic.help(format!("a schema of this document is `#/components/schemas/{reference}`"));
        } else {
            let usual = || "a `$ref` is relative to the file that it stands in".to_owned();
            diagnostic.help(help(why).unwrap_or_else(usual));
        }
    }

    /// Adds a file that only optional references name, if it is a document. Otherwise it is ignored.
    fn offer(&mut self, path: String, bytes: Vec<u8>) -> Option<FileId> {
        let text = text::decode(bytes).ok()?;
        let parsed =
            text::parse(&path, &text).ok().filter(|parsed| parsed.value.is_object() && parsed.documents == 1)?;
        let id = self.parsed(path, text, parsed);
        self.offered.insert(id);
        Some(id)
    }

    /// Adds a file, and reports what is wrong with it.
    fn accept(&mut self, path: String, bytes: Vec<u8>) -> FileId {
        let text = match text::decode(bytes) {
            Ok(text) => text,
            Err(wrong) => {
                let (line, column) = wrong.at;
                let id = self.add(path, wrong.text, Value::Null, 0);
                let location = Location { file: id, at: At::LineColumn(line, column) };
                self.diags.push(Code::Syntax, location, wrong.message).help(wrong.help);
                return id;
            }
        };
        match text::parse(&path, &text) {
            Ok(parsed) => self.parsed(path, text, parsed),
            Err(fault) => {
                let id = self.add(path, text, Value::Null, 0);
                self.fault(id, fault);
                id
            }
        }
    }

    fn parsed(&mut self, path: String, text: String, mut parsed: Parsed) -> FileId {
        let next = FileId(u32::try_from(self.set.files.len()).unwrap_or(u32::MAX));
        if parsed.value.is_null() {
            let help = "write a document that begins with `openapi: 3.1.0`, or a fragment that a `$ref` leads to";
            self.diags.push(Code::Syntax, Location::new(next, ""), "the file is empty").help(help);
        }
        if parsed.documents > 1 {
            let message = format!("the file has {} YAML documents; one of them is read", parsed.documents);
            self.diags
                .push(Code::Repaired, Location::new(next, ""), message)
                .help("keep each OpenAPI document in a file of its own");
        }
        self.versions(next, &text, &mut parsed);
        self.duplicates(next, &text, &parsed);
        if text.contains("$id") {
            ids::resolve(&mut parsed.value);
        }
        self.add(path, text, parsed.value, parsed.document)
    }

    /// Restores the text of a version without quotes: a parser reads `version: 1.10` as the number 1.1.
    fn versions(&mut self, id: FileId, text: &str, parsed: &mut Parsed) {
        for pointer in ["/openapi", "/info/version"] {
            let Some(value) = parsed.value.pointer_mut(pointer).filter(|value| value.is_number()) else { continue };
            let written = index::locate(text, parsed.document, &[pointer])
                .remove(pointer)
                .and_then(|found| text.get(found.value.start.offset..found.value.end.offset))
                .map_or_else(|| value.to_string(), str::to_owned);
            // A version of OpenAPI that is not supported is told by itself, and quotes do not help it.
            if pointer != "/openapi" || matches!(written.as_str(), "3.0" | "3.1" | "3.2") {
                self.diags
                    .push(Code::Repaired, Location::new(id, pointer), format!("the version {written} is not in quotes"))
                    .help(format!("write \"{written}\": without quotes it is a number"));
            }
            *value = Value::String(written);
        }
    }

    fn duplicates(&mut self, id: FileId, text: &str, parsed: &Parsed) {
        if parsed.duplicates.is_empty() {
            return;
        }
        let pointers: Vec<String> = parsed.duplicates.iter().map(|duplicate| duplicate.pointer()).collect();
        let wanted: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let found = index::occurrences(text, parsed.document, &wanted);
        let mut done = BTreeSet::new();
        for (duplicate, pointer) in parsed.duplicates.iter().zip(&pointers) {
            if !done.insert(pointer) {
                continue;
            }
            let (code, same) = match duplicate.values {
                Values::Same => (Code::Repaired, " with the same value"),
                Values::Different => (Code::DuplicateKey, ""),
            };
            let message = format!("the key `{}` is given twice{same}", duplicate.key());
            let mut locations = found
                .get(pointer)
                .into_iter()
                .flatten()
                .filter_map(|found| found.key)
                .map(|key| Location { file: id, at: At::LineColumn(key.start.line, key.start.column) });
            let (first, second) = (locations.next(), locations.next());
            let diagnostic =
                self.diags.push(code, second.unwrap_or_else(|| Location::new(id, pointer.as_str())), message);
            if let Some(first) = first {
                diagnostic.label(first, "first given here");
            }
            diagnostic.help("remove one of them");
        }
    }

    fn fault(&mut self, id: FileId, fault: Fault) {
        let location = |at: Option<(usize, usize)>| {
            let (line, column) = at.unwrap_or((1, 1));
            Location { file: id, at: At::LineColumn(line, column) }
        };
        match fault {
            Fault::Syntax { message, at, context, help } => {
                let diagnostic = self.diags.push(Code::Syntax, location(at), message);
                if let Some((text, since)) = context.filter(|(_, since)| Some(*since) != at) {
                    diagnostic.label(location(Some(since)), text);
                }
                if let Some(help) = help {
                    diagnostic.help(help);
                }
            }
            Fault::TooDeep { at } => {
                self.diags
                    .push(Code::TooDeep, location(at), "the document is nested more than 128 levels deep")
                    .help("give inner schemas a name under `components`, and refer to them");
            }
            Fault::TooLarge { at } => {
                self.diags
                    .push(Code::TooLarge, location(at), "the aliases of this document expand to too much data")
                    .help("write `$ref` in place of nested YAML aliases");
            }
        }
    }
}

/// The help for a file that was not read, where it adds to the reason.
fn help(why: &Unread) -> Option<String> {
    match why {
        Unread::Outside | Unread::LeadsOutside => Some(
            "if the document may read it, allow its folder with `--allow-refs DIR`, or by `allow-refs = [\"DIR\"]` in \
             `codegen.toml`"
                .to_owned(),
        ),
        Unread::Folder => Some("name a file in it, such as `openapi.yaml`".to_owned()),
        Unread::Special(_) => Some("save its content in a file, and name that file".to_owned()),
        Unread::TooLarge => Some(format!("all files of a run together may have at most {} MiB", MOST_BYTES >> 20)),
        Unread::Missing | Unread::Refused(_) => None,
    }
}
