//! A graph of what needs what, as values.

/// Types and operations with who mentions whom.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// An operation or a type.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// What identifies it in the graph.
    pub key: String,
    pub label: String,
    /// `function`, or what a type is in Rust.
    pub kind: &'static str,
}

/// A mention.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub from: String,
    pub to: String,
    /// The parameter, body, member or variant that mentions it.
    pub label: String,
    /// Whether a pointer is between.
    pub is_pointer: bool,
}
