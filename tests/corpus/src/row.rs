//! What is known about one document after its run: the lines of the state file and of the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::examples::Counts;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A crate was written.
    Written,
    /// Diagnostics say what is wrong in the document.
    Refused,
    /// A panic or a stack overflow: a fault of ours.
    Panicked,
    /// It was killed at the time limit.
    TimedOut,
    /// It was killed at the memory limit, or the system refused it more.
    OutOfMemory,
    /// It ended without an answer: killed from outside, or a folder that cannot be written.
    Broken,
}

impl Outcome {
    pub const ALL: [Self; 6] =
        [Self::Written, Self::Refused, Self::Panicked, Self::TimedOut, Self::OutOfMemory, Self::Broken];

    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
            Self::TimedOut => "timed out",
            Self::OutOfMemory => "out of memory",
            Self::Broken => "broken",
        }
    }

    /// Whether the document got an answer.
    pub fn is_answer(self) -> bool {
        match self {
            Self::Written | Self::Refused => true,
            Self::Panicked | Self::TimedOut | Self::OutOfMemory | Self::Broken => false,
        }
    }
}

/// The first of the errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct First {
    /// Of a diagnostic or of rustc; empty when there is none.
    pub code: String,
    pub text: String,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emitted {
    pub files: usize,
    pub lines: usize,
    pub bytes: usize,
    /// Names the text of all files: crates with the same one are the same.
    pub hash: String,
}

/// What it took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    pub cpu_seconds: f64,
    pub peak_mib: f64,
    /// By the clock, on a machine that may have other things to do.
    pub seconds: f64,
}

/// One document after generation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub document: String,
    pub bytes: u64,
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<First>,
    /// Findings by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, u64>,
    #[serde(default)]
    pub emitted: Emitted,
    /// The documented examples, when they are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<Counts>,
    pub cost: Cost,
}

/// What rustc said about a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No error and no warning.
    Clean,
    /// Warnings only.
    Warned,
    /// Errors.
    Failed,
    TimedOut,
    OutOfMemory,
    /// cargo itself failed.
    Broken,
}

impl Verdict {
    pub const ALL: [Self; 6] =
        [Self::Clean, Self::Warned, Self::Failed, Self::TimedOut, Self::OutOfMemory, Self::Broken];

    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Warned => "warned",
            Self::Failed => "failed",
            Self::TimedOut => "timed out",
            Self::OutOfMemory => "out of memory",
            Self::Broken => "broken",
        }
    }
}

/// One crate after `cargo check`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    pub document: String,
    pub bytes: u64,
    /// Of [`Emitted::hash`].
    pub hash: String,
    pub verdict: Verdict,
    pub errors: u64,
    pub warnings: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<First>,
    /// What became of its examples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<DecodedExamples>,
    pub cost: Cost,
}

/// What became of the valid examples of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecodedExamples {
    pub decoded: u64,
    /// Of those decoded: those that are written as they were read.
    pub unchanged: u64,
    /// Those that do not decode, the first of them only.
    pub failures: Vec<Failure>,
    /// Those that are written otherwise, the first of them only.
    pub changes: Vec<Failure>,
}

/// An example that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// `file#pointer` of the example.
    pub place: String,
    /// The Rust type.
    pub ty: String,
    pub text: String,
}
