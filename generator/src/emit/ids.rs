//! The module `ids`: a label for each path argument that could be mistaken for another one of its operation.

use super::cx::Cx;
use super::docs::prose;
use super::source_file::SourceFile;

/// The module docs.
const ABOUT: &str = "Labels of path arguments, for operations with several arguments that could be mistaken for one another.\n\n\
    A label takes what the argument is made from, such as a `&str` or a `String`.";

/// `ids.rs`.
pub fn file(cx: &Cx) -> String {
    let lines: Vec<String> = ABOUT.lines().map(str::to_owned).collect();
    let mut file = SourceFile::new(&lines);
    let labels = cx.model.names.labels().iter();
    let entries = labels.map(|(name, wire)| {
        let place = prose::code(&format!("{{{wire}}}"));
        format!("    /// The value of {place} in a path.\n    {name};\n")
    });
    file.table(&format!("rt::labels! {{\n{}}}\n", entries.collect::<String>()));
    file.finish()
}
