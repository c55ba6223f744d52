//! The files and tests that a page of the repository names, and which of them do not exist.

use std::fs;
use std::path::Path;

/// The workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

/// What stands between backticks in a Markdown file.
pub fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Names of tests, written `path/of/file.rs::name_of_test`, that do not exist, and files that do not.
pub fn missing_tests(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).expect("a page");
    let exists = |span: &str| {
        let (file, test) = span.split_once("::").map_or((span, None), |(file, test)| (file, Some(test)));
        let source = fs::read_to_string(root().join(file)).unwrap_or_default();
        test.map_or(!source.is_empty(), |test| source.contains(&format!("fn {test}(")))
    };
    let names_a_file = |span: &&str| span.split("::").next().is_some_and(|file| file.ends_with(".rs"));
    code_spans(&text).filter(names_a_file).filter(|span| !exists(span)).map(str::to_owned).collect()
}
