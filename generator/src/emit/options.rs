//! What may be chosen about the emitted crate.

/// The choices.
#[derive(Debug, Clone)]
pub struct Options {
    pub package: Package,
    pub workspace: Workspace,
    pub examples: Examples,
}

/// `[package]` of the emitted manifest.
#[derive(Debug, Clone, Default)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub description: String,
    pub license: Option<String>,
}

/// Where the emitted crate lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workspace {
    /// In a workspace that names it as a member.
    Member,
    /// Alone.
    Own,
}

/// Whether operations carry examples that are compiled and run as doctests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Examples {
    Doctests,
    Omitted,
}
