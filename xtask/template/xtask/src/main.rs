//! `cargo xtask codegen` compiles `specs/` into `generated/`; with `--check` it only says whether that is up to date.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use generator::{Config, Disk, Style, apply, breaks, diff, emitted_names, generate, plan, render};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args[..] {
        ["codegen"] => codegen(false),
        ["codegen", "--check"] => codegen(true),
        _ => Err("the commands are `cargo xtask codegen` and `cargo xtask codegen --check`".into()),
    };
    match result {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles the documents. Writes what differs, or, for a check, fails when something does.
fn codegen(check: bool) -> Result<String, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = Disk::new(&root);
    let mut config = Config::load(&files, "specs/codegen.toml")?;
    // A type keeps the name that it has, whatever is added to the documents.
    config.emitted_names = emitted_names(&files, "generated")?;
    let outcome = generate(&files, &config);
    // Where nothing can be emitted, the lines at fault are shown; else there is one line for each finding.
    let style = if outcome.tree.is_some() { Style::Short } else { Style::Plain };
    if !outcome.diags.is_empty() {
        eprintln!("{}", render(&outcome.diags, &outcome.sources, style));
    }
    // What `[compare]` of the configuration says of changes that break programs of users.
    let breaks = breaks(&root, "generated", &config, &outcome);
    eprint!("{}", breaks.report());
    if let Some(why) = breaks.refused {
        return Err(why.into());
    }
    // The crate, and the support code where it is a crate of its own.
    let crates = outcome.crates(&config, &root.join("generated"));
    let mut report = Vec::new();
    for (tree, dir) in &crates {
        let plan = plan(tree, dir)?;
        let name = dir.file_name().unwrap_or_default().display();
        if check && !plan.is_fresh() {
            return Err(format!("{name}/ is stale: run `cargo xtask codegen`\n{}", diff(tree, &plan)).into());
        }
        apply(tree, &plan)?;
        report.push(format!("{name}: {plan}"));
    }
    if report.is_empty() {
        return Err("nothing was written: the documents are at fault".into());
    }
    Ok(report.join("\n"))
}
