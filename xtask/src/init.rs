//! `init`: a workspace for a document of the user. `cargo xtask` makes one in the shape of this repository, and the
//! installed program one whose command it is itself.

use std::fs;
use std::path::{Path, PathBuf};

use generator::{Config, Disk, Memory, Outcome, Rejected, RelPath, SourceSet, Tree, apply, crate_name, generate, plan};

use crate::codegen::{absolute, fail, last_name, print_diagnostics};
use crate::paths::{lexical, path_between, resolved};
use crate::project::CONFIG;
use crate::{Env, Exit, Tool};

/// What was asked for.
#[derive(clap::Args)]
pub struct Init {
    /// The folder of the workspace: a new one, or an empty one
    dir: String,
    /// The OpenAPI document, YAML or JSON; it is copied with the files that it refers to
    #[arg(long, value_name = "FILE")]
    spec: String,
    /// The name of the emitted crate; without it the name of the folder
    #[arg(long, value_parser = crate::cli::crate_name)]
    name: Option<String>,
    /// Where the crate `generator` is taken from, for an `xtask` in the new workspace: a folder, or the address of a git
    /// repository. Without it, `cargo xtask` takes this checkout, and the installed program makes no `xtask`
    #[arg(long, value_name = "PATH|URL")]
    generator: Option<String>,
    /// A folder that a `$ref` may lead into, beside that of the document; can be given several times
    #[arg(long, value_name = "DIR")]
    allow_refs: Vec<String>,
}

/// The files of every workspace. Words in double braces are replaced.
const TEMPLATE: [(&str, &str); 4] = [
    (".gitattributes", include_str!("../template/gitattributes")),
    (".gitignore", include_str!("../template/gitignore")),
    ("rustfmt.toml", include_str!("../template/rustfmt.toml")),
    (CONFIG, include_str!("../template/specs/codegen.toml")),
];

/// The files of a workspace with an `xtask`.
const WITH_XTASK: [(&str, &str); 7] = [
    (".cargo/config.toml", include_str!("../template/.cargo/config.toml")),
    (".ci/run", include_str!("../template/.ci/run")),
    ("Cargo.toml", include_str!("../template/Cargo.toml")),
    ("README.md", include_str!("../template/README.md")),
    ("xtask/Cargo.toml", include_str!("../template/xtask/Cargo.toml")),
    ("xtask/src/main.rs", include_str!("../template/xtask/src/main.rs")),
    ("xtask/tests/fresh.rs", include_str!("../template/xtask/tests/fresh.rs")),
];

/// The files of a workspace whose command is the installed program.
const WITH_INSTALLED: [(&str, &str); 3] = [
    (".ci/run", include_str!("../template/installed/.ci/run")),
    ("Cargo.toml", include_str!("../template/installed/Cargo.toml")),
    ("README.md", include_str!("../template/installed/README.md")),
];

/// The versions with which the generator and emitted crates were tested. Cargo removes packages that are not needed.
const VERSIONS: &str = include_str!("../../Cargo.lock");

const SCHEMA: (&str, &str) = ("specs/codegen.schema.json", include_str!("../../specs/codegen.schema.json"));

/// Why no workspace was made.
enum Failed {
    /// What is wrong, and what to do.
    Refused(String),
    /// The document cannot be compiled.
    Document(Box<Rejected>),
}

pub fn run(command: &Init, env: &mut Env<'_>) -> Exit {
    match init(command, env) {
        Ok(()) => {
            let dir = &command.dir;
            let codegen = codegen_command(Commands::of(command, env));
            let _ = writeln!(env.out, "{dir}: created\nnow: cd {dir} && {codegen} && cargo test");
            Exit::Done
        }
        Err(Failed::Refused(why)) => {
            let _ = writeln!(env.err, "error: {why}");
            Exit::Fault
        }
        Err(Failed::Document(rejected)) => fail(&rejected.diags, &rejected.sources, env),
    }
}

/// What the commands of the new workspace are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Commands {
    /// `cargo xtask`, on the generator as a library.
    Xtask,
    /// Those of the installed program.
    Installed,
}

impl Commands {
    fn of(command: &Init, env: &Env<'_>) -> Self {
        match (env.tool, &command.generator) {
            (Tool::Installed, None) => Self::Installed,
            (Tool::Installed, Some(_)) | (Tool::Xtask, _) => Self::Xtask,
        }
    }

    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Xtask => &WITH_XTASK,
            Self::Installed => &WITH_INSTALLED,
        }
    }
}

/// The command that emits the crate.
fn codegen_command(commands: Commands) -> String {
    let tool = match commands {
        Commands::Xtask => Tool::Xtask,
        Commands::Installed => Tool::Installed,
    };
    format!("{} codegen", tool.command())
}

/// Makes all files in memory, and writes them together.
fn init(command: &Init, env: &mut Env<'_>) -> Result<(), Failed> {
    let dir = env.current.join(&command.dir);
    must_be_empty(&dir, &command.dir)?;
    let name = package_name(command, &dir)?;
    let commands = Commands::of(command, env);
    let generator = match commands {
        Commands::Xtask => dependency(command.generator.as_deref(), &dir, env)?,
        Commands::Installed => String::new(),
    };

    let mut single = Config::single(&command.spec, &name);
    single.allow_refs.extend(command.allow_refs.iter().map(|folder| absolute(folder, env)));
    let alone = compiled(generate(&Disk::new(&env.current), &single))?;
    let documents = below_one_folder(&alone.sources, env);
    let document = documents.first().map(|(path, _)| path.as_str()).unwrap_or_default();
    let version = version(&alone);
    let values = [
        ("{{name}}", name.as_str()),
        ("{{version}}", &version),
        ("{{document}}", &quoted(document)),
        ("{{generator}}", generator.as_str()),
    ];
    let filled = |text: &str| values.iter().fold(text.to_owned(), |text, (key, value)| text.replace(key, value));

    let mut files: Vec<(String, String)> =
        TEMPLATE.iter().chain(commands.files()).map(|(path, text)| ((*path).to_owned(), filled(text))).collect();
    files.push((SCHEMA.0.to_owned(), SCHEMA.1.to_owned()));
    files.extend(documents.iter().map(|(path, text)| (format!("specs/{path}"), text.clone())));
    files.push(("Cargo.lock".to_owned(), VERSIONS.to_owned()));

    let memory = Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone())));
    let config = Config::load(&memory, CONFIG).map_err(Failed::Document)?;
    let emitted = compiled(generate(&memory, &config))?;
    let mut tree = Tree::default();
    for (path, text) in emitted.tree.iter().flat_map(Tree::iter) {
        put(&mut tree, format!("generated/{path}"), text)?;
    }
    for (path, text) in files {
        put(&mut tree, path, &text)?;
    }
    plan(&tree, &dir).and_then(|plan| apply(&tree, &plan)).map_err(|error| Failed::Refused(error.to_string()))?;
    print_diagnostics(&emitted.diags, &emitted.sources, env);
    make_executable(&dir.join(".ci/run"))
}

/// The version of the crate that the document gives where nothing else says one.
fn version(alone: &Outcome) -> String {
    let manifest = alone.tree.as_ref().and_then(|tree| tree.get("Cargo.toml")).unwrap_or_default();
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    let version = manifest.get("package").and_then(|package| package.get("version")).and_then(toml::Value::as_str);
    version.unwrap_or("0.1.0").to_owned()
}

/// Checks that the folder is new or empty.
fn must_be_empty(dir: &Path, shown: &str) -> Result<(), Failed> {
    let is_empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !dir.exists(),
    };
    if is_empty {
        return Ok(());
    }
    Err(Failed::Refused(format!(
        "nothing was written: `{shown}` is not an empty folder\nhelp: name a new folder, or an empty one"
    )))
}

/// The files that were read, by their path below the innermost folder that has all of them, so that references among
/// them stay valid.
fn below_one_folder(sources: &SourceSet, env: &Env<'_>) -> Vec<(String, String)> {
    let files: Vec<(PathBuf, &str)> =
        sources.files.values().map(|file| (lexical(&env.current.join(&file.shown)), file.text.as_str())).collect();
    let mut folders = files.first().map_or(Path::new(""), |(path, _)| path).ancestors().skip(1);
    let shared = folders.find(|folder| files.iter().all(|(path, _)| path.starts_with(folder))).unwrap_or(Path::new(""));
    let below = |path: &Path| path.strip_prefix(shared).unwrap_or(path).display().to_string().replace('\\', "/");
    files.iter().map(|(path, text)| (below(path), (*text).to_owned())).collect()
}

/// The given name, else one like that of the folder.
fn package_name(command: &Init, dir: &Path) -> Result<String, Failed> {
    let folder = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let name = command.name.clone().unwrap_or_else(|| crate_name(&last_name(&folder)));
    match name.as_str() {
        "xtask" | "generator" => Err(Failed::Refused(format!(
            "nothing was written: the workspace has another package `{name}`\nhelp: name the crate by `--name`"
        ))),
        _ => Ok(name),
    }
}

/// The generator as a dependency of `xtask/Cargo.toml`.
fn dependency(given: Option<&str>, dir: &Path, env: &Env<'_>) -> Result<String, Failed> {
    if let Some(address) = given.filter(|given| given.contains("://")) {
        return Ok(format!("{{ git = {} }}", quoted(address)));
    }
    let folder = given.map_or_else(|| env.root.clone(), |given| env.current.join(given));
    let is_generator = |folder: &PathBuf| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line == "name = \"generator\"")
    };
    match [folder.join("generator"), folder].into_iter().find(is_generator) {
        Some(folder) => {
            let path = path_between(&resolved(&dir.join("xtask")), &resolved(&folder));
            Ok(format!("{{ path = {} }}", quoted(&path.display().to_string().replace('\\', "/"))))
        }
        None => Err(Failed::Refused(format!(
            "nothing was written: there is no crate `generator` in `{}`\nhelp: give the folder of a checkout of the \
             generator, or the address of its git repository, such as `https://…`",
            given.unwrap_or_default()
        ))),
    }
}

/// A basic string of TOML, which JSON's strings are too.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The result of a run that emitted a crate.
fn compiled(outcome: Outcome) -> Result<Outcome, Failed> {
    if outcome.tree.is_some() {
        return Ok(outcome);
    }
    Err(Failed::Document(Box::new(Rejected { diags: outcome.diags, sources: outcome.sources })))
}

fn put(tree: &mut Tree, path: String, text: &str) -> Result<(), Failed> {
    let path = RelPath::new(path).map_err(|path| Failed::Refused(format!("nothing was written: {path}")))?;
    tree.add_as_is(path, text);
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), Failed> {
    use std::os::unix::fs::PermissionsExt;
    let refused = |error| Failed::Refused(format!("`{}` cannot be made executable: {error}", path.display()));
    let mut permissions = fs::metadata(path).map_err(refused)?.permissions();
    permissions.set_mode(permissions.mode() | 0o111);
    fs::set_permissions(path, permissions).map_err(refused)
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), Failed> {
    Ok(())
}
