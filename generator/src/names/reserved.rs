//! Which names emitted files use themselves, so that nothing of a document takes them. This is the only list, with one
//! constant for each scope.

/// Names that Cargo and Rust's module tree know, and names of devices, which Windows does not open as files.
pub const FILES: &[&str] = &[
    "mod", "lib", "main", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Modules at the root of every crate, or exported there.
pub const ROOT_MODULES: &[&str] = &["runtime", "blocking", "mock", "ext"];

/// Modules beside those of operations, and the name by which operations import the runtime.
pub const API_MODULES: &[&str] = &["models", "servers", "schemes", "webhooks", "callbacks", "ids", "rt"];

/// Names that the body of an emitted function uses.
pub const ARGUMENTS: &[&str] = &["rt", "models", "ids", "self"];

/// Methods that every model and every struct of parameters may have, so that no setter takes their names.
pub const FIELDS: &[&str] = &["new", "clone"];

/// What no label of a path argument is called. Labels are named by a path, and their module uses no other type.
pub const LABELS: &[&str] = &["Self"];

/// Identifiers of the standard prelude that emitted code uses without a path.
pub const TYPES: &[&str] = &[
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Vec",
    "Self",
    "MissingName",
    "bool",
    "str",
];

/// What no module of operations is called, nor a file that holds some of them.
pub fn modules() -> Vec<&'static str> {
    [FILES, ROOT_MODULES, API_MODULES].concat()
}

/// Whether a file of a module of operations cannot have the name.
pub fn is_module(name: &str) -> bool {
    [FILES, ROOT_MODULES, API_MODULES].iter().any(|names| names.contains(&name))
}

/// Whether an API cannot have a module of the name at the root of the crate.
pub fn is_root_module(name: &str) -> bool {
    [FILES, ROOT_MODULES].iter().any(|names| names.contains(&name))
}
