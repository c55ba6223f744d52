//! What `--help` shows beside the flags: the name that the user types, and examples of each command.

use clap::Command;

use crate::Tool;

/// Examples: the arguments, and what becomes of them.
type Examples = [(&'static str, &'static str)];

const CODEGEN: &Examples = &[
    ("codegen", "what codegen.toml names → generated/"),
    ("codegen --check", "writes nothing; ends with 1 if generated/ is stale"),
    ("codegen --spec petstore.yaml --out ../petstore", "one document → a crate of its own"),
    ("codegen --spec api/petstore.yaml --out petstore --allow-refs shared", "a $ref leads into shared/"),
    ("codegen --spec vendor.json --out vendor --overlay mended.yaml", "a document of others, and what it should say"),
    ("codegen --spec github.json --out github --only-tag issues", "some operations, and the types that they need"),
];

const IMPORT: &Examples = &[
    ("import docs/*.md --profile microsoft-graph --out specs/v1.0/things.yaml", "a new specification"),
    ("import docs/*.md --profile microsoft-graph --into specs/v1.0/things.yaml", "additions to one"),
    ("import docs/user.md --profile my-site.toml --facts", "only prints what the page says"),
];

const DOCS: &Examples = &[
    ("docs", "does each specification below specs/ say what its pages say?"),
    ("docs --pages docs", "what changed on the pages since"),
    ("docs --against vendor.json --profile microsoft-graph docs", "pages and a vendor's document"),
];

const INIT: &Examples = &[
    ("init petstore --spec petstore.yaml", "a new folder petstore/, with the crate in petstore/generated/"),
    ("init petstore --spec petstore.yaml --name pets", "the crate is called pets"),
    ("init petstore --spec petstore.yaml --generator ../generator", "with an xtask on that checkout"),
];

const LINT: &Examples = &[
    ("lint", "what codegen.toml names, and all that it refers to"),
    ("lint petstore.yaml", "one document"),
    ("lint --format sarif > lint.sarif", "for a code host, which shows each finding beside its line"),
    ("lint --format json petstore.yaml", "for programs: an object on each line"),
];

const EXPLAIN: &Examples = &[
    ("explain", "all codes"),
    ("explain W0604", "one of them, with a document at fault and the mended one"),
    ("explain name-collision", "the same by its name"),
    ("explain --type Contact", "why there is such a type, which operations need it, and why it is called and built so"),
    ("explain --member Contact.id --format json", "why a field has its type and its name, for programs"),
    ("explain --operation listContacts --format dot | dot -Tsvg > needs.svg", "what an operation needs, as a picture"),
    ("explain --type Pet --spec petstore.yaml", "of one document"),
];

const COMPLETIONS: &Examples = &[
    ("completions bash > ~/.local/share/bash-completion/completions/apicrate", "bash"),
    ("completions zsh > ~/.zfunc/_apicrate", "zsh, if ~/.zfunc is in $fpath"),
    ("completions fish > ~/.config/fish/completions/apicrate.fish", "fish"),
];

/// The examples of each command, by its name.
const ALL: &[(&str, &Examples)] = &[
    ("codegen", CODEGEN),
    ("import", IMPORT),
    ("docs", DOCS),
    ("init", INIT),
    ("lint", LINT),
    ("explain", EXPLAIN),
    ("completions", COMPLETIONS),
];

/// Commands of the generator's own repository.
const OF_REPOSITORY: [&str; 1] = ["ci"];

/// The command line as the program shows it.
pub fn of(command: Command, tool: Tool) -> Command {
    let about = match tool {
        Tool::Xtask => "The commands of this repository",
        Tool::Installed => "Compiles OpenAPI documents into Rust client crates",
    };
    let mut command = command.name(tool.command()).bin_name(tool.command()).about(about);
    for (name, examples) in ALL {
        command = command.mut_subcommand(name, |command| command.after_help(text(examples, tool)));
    }
    match tool {
        Tool::Xtask => command,
        Tool::Installed => OF_REPOSITORY
            .iter()
            .fold(command, |command, name| command.mut_subcommand(name, |command| command.hide(true)))
            .after_help(text(&[CODEGEN, INIT].concat(), tool)),
    }
}

/// An example is a line on what it does, and a line that can be copied.
fn text(examples: &Examples, tool: Tool) -> String {
    let lines = examples.iter().map(|(arguments, what)| format!("  # {what}\n  {} {arguments}", tool.command()));
    format!("Examples:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
