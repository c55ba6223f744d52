//! Which files does a specification consist of?

use generator::internals::source::{Roots, load};
use generator::{FileId, Files, Rejected, SourceSet};

/// A document with every file that it refers to.
#[derive(Debug, Clone)]
pub struct Specification {
    pub(super) sources: SourceSet,
    pub(super) root: FileId,
}

impl Specification {
    /// Reads a document. `folder` and `name` are its path; a `$ref` may lead below its folder and below `allowed`.
    ///
    /// # Errors
    /// If the document, or a file that it refers to, cannot be read.
    pub fn load(files: &dyn Files, folder: &str, name: &str, allowed: &[String]) -> Result<Self, Box<Rejected>> {
        let roots = Roots {
            folder: folder.to_owned(),
            documents: vec![name.to_owned()],
            allowed: allowed.to_vec(),
            ..Roots::default()
        };
        let (sources, diags) = load(files, &roots);
        match sources.roots.first() {
            Some(&root) if !diags.has_errors() => Ok(Self { sources, root }),
            _ => Err(Box::new(Rejected { diags, sources })),
        }
    }

    /// The path of the document, as users see it.
    pub fn shown(&self) -> &str {
        self.sources.get(self.root).map_or("", |file| &file.shown)
    }

    /// The text of the document.
    pub fn text(&self) -> &str {
        self.sources.get(self.root).map_or("", |file| &file.text)
    }

    /// The place of a node.
    pub(crate) fn place(&self, file: FileId, pointer: &str) -> String {
        if file == self.root {
            return format!("#{pointer}");
        }
        let root = self.sources.get(self.root).map_or("", |file| &file.path);
        let path = self.sources.get(file).map_or("", |file| &file.path);
        format!("{}#{pointer}", relative(root, path))
    }

    /// The file and the pointer of a place.
    pub(super) fn split(&self, place: &str) -> Option<(FileId, String)> {
        let (_, fragment) = place.split_once('#')?;
        Some((self.sources.referred(self.root, place)?.id, fragment.to_owned()))
    }
}

/// The path `path` seen from the folder of `from`.
fn relative(from: &str, path: &str) -> String {
    let mut above: Vec<&str> = from.split('/').collect();
    above.pop();
    let mut below: Vec<&str> = path.split('/').collect();
    while below.len() > 1 && above.first().is_some_and(|it| below.first() == Some(it)) {
        above.remove(0);
        below.remove(0);
    }
    let up = above.iter().map(|_| "..");
    up.chain(below).collect::<Vec<_>>().join("/")
}
