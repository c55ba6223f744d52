//! How the file of an overlay is read, and which document it changes.

use std::mem;

use super::load::Loader;
use super::overlay::{self, Overlay};
use super::path::{self, Target};
use super::{OverlayOf, Raw};
use crate::diag::Code;
use crate::location::{FileId, Location};

impl Loader<'_> {
    /// Reads an overlay, and changes the document that it is for.
    pub(super) fn overlay(&mut self, overlay: &OverlayOf) {
        let path = path::normalise(&overlay.path);
        let id = match self.known(&path) {
            Some(id) => id,
            None => self.root(path),
        };
        let Some(raw) = self.set.get(id).map(|file| file.raw.clone()).filter(|raw| !raw.is_null()) else { return };
        let Some(read) = overlay::read(&raw, &Location::new(id, ""), &mut self.diags) else { return };
        let Some(document) = self.document_of(id, &read, &overlay.documents) else { return };
        let Some(index) = usize::try_from(document.0).ok() else { return };
        let Some((_, file)) = self.set.files.get_index_mut(index) else { return };
        // A document that was not read has no values, and that was told.
        if matches!(file.raw, Raw::Null) {
            return;
        }
        let mut raw = mem::take(&mut file.raw);
        let mut origins = mem::take(&mut file.origins);
        overlay::apply(document, &mut raw, &mut origins, &read, &mut self.diags);
        (file.raw, file.origins) = (raw, origins);
    }

    /// The document that an overlay is for: the only one, or that which it extends. A URL, or another name, is where the document
    /// was published, so that it tells nothing where there is no choice.
    fn document_of(&mut self, id: FileId, overlay: &Overlay, documents: &[String]) -> Option<FileId> {
        let candidates: Vec<FileId> = self.set.ids(documents);
        if let [only] = candidates.as_slice() {
            return Some(*only);
        }
        let from = self.set.get(id).map(|file| file.path.clone()).unwrap_or_default();
        let help = format!("write `extends` with one of {}", listed(documents));
        let Some((text, location)) = &overlay.extends else {
            let message = "the overlay does not say which document it is for";
            self.diags.push(Code::Overlay, Location::new(id, ""), message).help(help);
            return None;
        };
        let known = match path::target(&from, text) {
            Target::File(path) => self.known(&path).filter(|known| candidates.contains(known)),
            Target::Same | Target::Url => None,
        };
        if known.is_none() {
            let message = format!("`{text}` is no document of this API");
            self.diags.push(Code::Overlay, location.clone(), message).help(help);
        }
        known
    }
}

fn listed(documents: &[String]) -> String {
    documents.iter().map(|document| format!("`{document}`")).collect::<Vec<_>>().join(", ")
}
