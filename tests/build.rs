//! Makes modules of the code in CLIENT.md, so that a test runs what a reader copies: one for each block, called after
//! its heading.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=../CLIENT.md");
    let guide = fs::read_to_string("../CLIENT.md").expect("the guide");
    let folder = env::var("OUT_DIR").expect("a folder for what is made");
    fs::write(Path::new(&folder).join("guide.rs"), modules(&guide)).expect("written");
}

/// `pub mod retries_that_do_no_harm { … }`. Further blocks below a heading have a number: `pub mod …_2`.
fn modules(guide: &str) -> String {
    let (mut out, mut heading, mut count) = (String::new(), String::new(), 0);
    let mut code: Option<Vec<&str>> = None;
    for line in guide.lines() {
        match (&mut code, line) {
            (Some(lines), "```") => {
                count += 1;
                let number = if count == 1 { String::new() } else { format!("_{count}") };
                // A crate that this package does not depend on has its shape in the test.
                let shape = if lines.iter().any(|line| line.contains("azure_core::")) {
                    "use crate::azure_core;\n"
                } else {
                    ""
                };
                out.push_str(&format!("pub mod {heading}{number} {{\n{shape}{}\n}}\n", public(lines)));
                code = None;
            }
            (Some(lines), _) => lines.push(line),
            (None, _) if line.starts_with("```rust") => code = Some(Vec::new()),
            (None, _) if line.starts_with('#') => {
                let words = line.trim_start_matches('#').trim().to_ascii_lowercase();
                (heading, count) = (words.replace(|c: char| !c.is_ascii_alphanumeric(), "_"), 0);
            }
            (None, _) => {}
        }
    }
    out
}

/// The code, whose functions a test can call.
fn public(lines: &[&str]) -> String {
    let line = |line: &&str| {
        let is_function = ["fn ", "async fn "].iter().any(|start| line.starts_with(start));
        if is_function { format!("pub {line}") } else { (*line).to_owned() }
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}
