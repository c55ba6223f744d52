//! What can be said on the command line.

use std::num::NonZero;
use std::path::PathBuf;

use clap::Parser;

/// Generate (and compile) a crate for every OpenAPI document below a folder
#[derive(Debug, Clone, Parser)]
#[command(name = "corpus")]
pub struct Args {
    /// The folder; `.json`, `.yaml` and `.yml` files with the key `openapi` are documents
    pub dir: PathBuf,
    /// Print which keywords, media types and extensions the documents have, and do nothing else
    #[arg(long)]
    pub census: bool,
    /// Lint the documents, print what they get wrong most, and do nothing else
    #[arg(long, conflicts_with = "census")]
    pub lint: bool,
    /// Take only so many documents: 30 % under 20 kB, 40 % to 200 kB, 20 % to 1 MB, 10 % above
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// What the sample is chosen by
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Compile each crate with `cargo check`
    #[arg(long)]
    pub check: bool,
    /// Decode the documented JSON examples that are valid into the emitted types; each crate is compiled for it, without
    /// the HTTP client
    #[arg(long)]
    pub examples: bool,
    /// How many documents at a time [default: one per core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Where the report is written, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub out: Option<PathBuf>,
    /// Put every document's row into the report
    #[arg(long)]
    pub rows: bool,
    /// The date in the report [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Leave out larger documents
    #[arg(long, value_name = "BYTES")]
    pub max_size: Option<u64>,
    /// Leave out documents whose path does not contain this
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Option<String>,
    /// Seconds that a document may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
    /// Memory that a document may take
    #[arg(long, value_name = "MIB", default_value_t = 4096)]
    pub memory: u32,
    /// Seconds that the compilation of a crate may take
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub check_timeout: u64,
    /// Memory that the compilation of a crate may take
    #[arg(long, value_name = "MIB", default_value_t = 16384)]
    pub check_memory: u32,
    /// Where crates and the state of the run are kept; a run takes up where the last one of the same binary ended
    #[arg(long, value_name = "DIR", default_value = "target/corpus")]
    pub work: PathBuf,
    /// The command that generates one document, for tests
    #[arg(long, hide = true, num_args = 1)]
    pub child: Vec<String>,
}

/// Generate one document of the folder, and print what came of it as JSON
#[derive(Debug, Clone, Parser)]
#[command(name = "corpus one-document")]
pub struct OneArgs {
    /// The folder
    pub dir: PathBuf,
    /// The document, relative to the folder
    pub file: String,
    /// Where the crate is written; the name of this folder is its name
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Write the program that decodes the examples, beside the crate
    #[arg(long)]
    pub examples: bool,
}

/// Read every page of documentation below a folder, and print how much of them is read
#[derive(Debug, Clone, Parser)]
#[command(name = "corpus pages")]
pub struct PagesArgs {
    /// The folder; `.md`, `.mdx`, `.markdown` and `.txt` files are pages
    pub dir: PathBuf,
    /// How the pages are written: the name of a shipped profile, or a file of TOML
    #[arg(long, value_name = "PROFILE")]
    pub profile: String,
    /// Import all pages into one specification per resource below this new folder, generate one crate of them, and check it
    #[arg(long, value_name = "WORK")]
    pub whole: Option<PathBuf>,
    /// What the report calls the pages [default: the folder]
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}
