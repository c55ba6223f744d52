//! What is said of a reference that points at nothing? Where a value of its name stands, or which name is near.

use super::collect::Linker;
use super::resolve::{Address, ResolveError};
use crate::diag::Code;
use crate::location::{FileId, Location};
use crate::pointer;
use crate::source::path;
use crate::spelling::nearest;
use crate::vocabulary::{Section, Shape};

/// How many dangling references get a suggestion. The number is limited, because a suggestion compares every name.
const GUESSES: usize = 100;

impl Linker<'_> {
    /// Reports a reference that has no target. Its place is a hole.
    pub(super) fn report_unresolved(
        &mut self,
        file: FileId,
        reference: &str,
        shape: Shape,
        error: ResolveError,
        location: Location,
    ) {
        // That a file cannot be read was said when it was read.
        if matches!(error, ResolveError::Url | ResolveError::File) && self.sources.is_unread(file, reference) {
            return;
        }
        match error {
            ResolveError::Url => {
                self.diags
                    .hole(
                        Code::DanglingRef,
                        location,
                        format!("`{reference}` is a URL, and the generator fetches nothing"),
                    )
                    .help("keep a copy of the file beside the document and refer to it by a relative path");
            }
            ResolveError::File => {
                self.diags.hole(Code::DanglingRef, location, format!("`{reference}` names a file that was not read"));
            }
            ResolveError::Node { parent, key } => {
                let shown = self.sources.get(parent.file).map_or("", |file| file.shown.as_str());
                let message = format!("`{reference}` points at nothing in {shown}");
                let help = self.elsewhere(file, reference, shape).or_else(|| {
                    let near = self.guess(&parent, &key).or_else(|| self.near_elsewhere(file, reference, shape))?;
                    Some(format!("did you mean `{near}`?"))
                });
                let usual = || "add it there, or refer to one that is there".to_owned();
                self.diags.hole(Code::DanglingRef, location, message).help = help.or_else(|| Some(usual()));
            }
            ResolveError::Loop => {
                self.diags
                    .hole(Code::RefLoop, location, format!("`{reference}` leads back to itself"))
                    .help("replace one `$ref` of the loop by what it stands for");
            }
        }
    }

    /// A suggestion for a reference that points at nothing. Only the first such references get one.
    pub(super) fn guess(&mut self, parent: &Address, key: &str) -> Option<String> {
        self.dangling += 1;
        if self.dangling <= GUESSES { self.resolver.nearest_member(parent, key) } else { None }
    }

    /// Where another file has what the reference names, or a component of that name.
    fn elsewhere(&self, from: FileId, reference: &str, shape: Shape) -> Option<String> {
        let pointer = path::decode(reference.split_once('#')?.1);
        let same = self.sources.files.values().find(|file| file.raw.pointer(&pointer).is_some());
        let found = same.map(|file| Address { file: file.id, pointer }).or_else(|| {
            let name = pointer::keys(reference.split_once('#')?.1).last()?;
            Some(self.links.component_named(section(shape)?, &name)?.address.clone())
        })?;
        let shown = self.sources.get(found.file)?.shown.as_str();
        Some(format!("it is in {shown}: write `{}`", self.reference_to(from, &found)?))
    }

    /// A component of another file whose name is near.
    fn near_elsewhere(&self, from: FileId, reference: &str, shape: Shape) -> Option<String> {
        if self.dangling > GUESSES {
            return None;
        }
        let name = pointer::keys(reference.split_once('#')?.1).last()?;
        let section = section(shape)?;
        let near = nearest(&name, self.links.names(section))?;
        self.reference_to(from, &self.links.component_named(section, near)?.address)
    }

    /// The text of a reference that stands in the file and points at the address.
    fn reference_to(&self, from: FileId, address: &Address) -> Option<String> {
        let pointer = &address.pointer;
        if address.file == from {
            return Some(format!("#{pointer}"));
        }
        let (from, to) = (self.sources.get(from)?, self.sources.get(address.file)?);
        Some(format!("{}#{pointer}", path::relative(path::folder(&from.path), &to.path)))
    }
}

fn section(shape: Shape) -> Option<Section> {
    match shape {
        Shape::One(kind) => Section::for_kind(kind),
        Shape::Leaf(_) | Shape::List(_) | Shape::Map(_) | Shape::Pattern(_) | Shape::Mapping => None,
    }
}
