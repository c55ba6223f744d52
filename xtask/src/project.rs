//! Where the project of the user is, and which program runs: what a command does without being told.

use std::path::{Path, PathBuf};

use generator::{Config, Diagnostic, Disk, Files, Rejected, emitted_names};

/// The program that runs the commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// `cargo xtask` in the repository of the generator.
    Xtask,
    /// The installed program, anywhere.
    Installed,
}

/// The name of the installed program.
pub const INSTALLED: &str = "apicrate";

/// The configuration where documents have a folder of their own, as `init` makes it.
pub const CONFIG: &str = Config::FILE;

/// The configuration that stands in the folder of the project itself.
pub const CONFIG_OF_ROOT: &str = Config::FILE_OF_ROOT;

impl Tool {
    /// What a user types before the name of a command.
    pub fn command(self) -> &'static str {
        match self {
            Self::Xtask => "cargo xtask",
            Self::Installed => INSTALLED,
        }
    }

    /// The program and its project. Cargo tells a program that it runs the folder of its package; a program that Cargo
    /// did not run, or that a program of another package runs, is the installed one.
    pub fn of_process() -> (Self, PathBuf) {
        let variable = |name| std::env::var_os(name).map(PathBuf::from);
        let package = variable("CARGO_MANIFEST_DIR").filter(|_| variable("CARGO_PKG_NAME") == Some("xtask".into()));
        // Where the current folder cannot be named, paths are relative to it all the same.
        let current = std::env::current_dir().unwrap_or_default();
        match package.as_deref().and_then(Path::parent) {
            Some(root) => (Self::Xtask, root.to_owned()),
            None => (Self::Installed, root(&current)),
        }
    }
}

/// The project that a folder is in: the nearest folder above it, or itself, that has a configuration. Without one it is
/// the folder itself.
pub fn root(current: &Path) -> PathBuf {
    let has = |folder: &&Path| folder.join(CONFIG).is_file() || folder.join(CONFIG_OF_ROOT).is_file();
    let found = current.ancestors().find(has).unwrap_or(current);
    // `specs/` has a configuration, but the project is the folder that has `specs/`.
    match found.parent() {
        Some(above) if above.join(CONFIG).is_file() && above.join("specs") == found => above.to_owned(),
        Some(_) | None => found.to_owned(),
    }
}

/// The crate that the project emits, seen from it.
pub const OUTPUT: &str = "generated";

/// Gives a configuration the names that the crate in a folder has.
///
/// # Errors
/// With what is told of it, if they cannot be read.
pub fn keep_names(config: &mut Config, files: &dyn Files, folder: &str) -> Result<(), String> {
    let failed = |why| format!("the names of the crate in `{folder}` cannot be read from `NAMES.md`: {why}");
    config.emitted_names = emitted_names(files, folder).map_err(failed)?;
    Ok(())
}

/// Reads the configuration of a project. `without` says what can be done where there is none.
///
/// # Errors
/// With what is wrong in it, or that there is none.
pub fn load(files: &Disk, root: &Path, tool: Tool, without: &str) -> Result<Config, Box<Rejected>> {
    let file = config(root);
    let loaded = Config::load(files, file);
    if root.join(file).exists() {
        return loaded;
    }
    let place = match tool {
        Tool::Xtask => "in the folder of the workspace",
        Tool::Installed => "here or in a folder above",
    };
    let message = format!("there is no project: neither `{CONFIG}` nor `{CONFIG_OF_ROOT}` stands {place}");
    let help = format!("{without}, and `{} init DIR --spec FILE` makes a project", tool.command());
    let told = |mut found: Diagnostic| {
        found.message.clone_from(&message);
        found.help(&help);
        found
    };
    loaded.map_err(|rejected| {
        let Rejected { diags, sources } = *rejected;
        Box::new(Rejected { diags: diags.into_iter().map(told).collect(), sources })
    })
}

/// The configuration of a project, seen from it.
pub fn config(root: &Path) -> &'static str {
    if !root.join(CONFIG).is_file() && root.join(CONFIG_OF_ROOT).is_file() { CONFIG_OF_ROOT } else { CONFIG }
}
