//! The suite: installed into a work folder from npm, made into documents and scenarios, and served.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::scenario::Exchange;

/// A package of the suite.
pub struct Package {
    /// Its name in reports.
    pub name: &'static str,
    npm: &'static str,
}

/// The packages, in the order of the report.
pub const PACKAGES: [Package; 2] = [
    Package { name: "http-specs", npm: "@typespec/http-specs" },
    Package { name: "azure-http-specs", npm: "@azure-tools/azure-http-specs" },
];

/// The files that this repository adds to the work folder.
const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("../suite/package.json")),
    ("documents.mjs", include_str!("../suite/documents.mjs")),
    ("scenarios.mjs", include_str!("../suite/scenarios.mjs")),
];

/// What `@typespec/openapi3` 1.16.0 throws on: a parameter that is called `constructor`.
const FAULT: (&str, &str) = ("examples.length === 0", "!Array.isArray(examples) || examples.length === 0");

/// An installed suite.
pub struct Suite {
    work: PathBuf,
}

impl Suite {
    /// Installs the suite into a folder, unless it is there already.
    ///
    /// # Errors
    ///
    /// Returns what went wrong with the file system, npm or git.
    pub fn install(work: &Path) -> Result<Self, String> {
        let suite = Self { work: work.to_owned() };
        fs::create_dir_all(work).map_err(|error| format!("{}: {error}", work.display()))?;
        let is_installed = fs::read_to_string(work.join("installed.json")).is_ok_and(|known| known == FILES[0].1);
        let is_current =
            |(name, text): &(&str, &str)| fs::read_to_string(work.join(name)).is_ok_and(|known| known == *text);
        if !FILES.iter().all(is_current) {
            // What another state of these files made is made again.
            let _ = fs::remove_dir_all(work.join("documents"));
        }
        for (name, text) in FILES {
            suite.write(name, text)?;
        }
        if is_installed {
            return Ok(suite);
        }
        // The server asks git for the commit of its folder.
        suite.run("git", &["init", "-q", "."])?;
        suite.run("git", &["-c", "user.email=a@b", "-c", "user.name=x", "commit", "-q", "--allow-empty", "-m", "x"])?;
        suite.run("npm", &["install", "--legacy-peer-deps", "--no-audit", "--no-fund"])?;
        let faulty = work.join("node_modules/@typespec/openapi3/dist/src/examples.js");
        let text = fs::read_to_string(&faulty).map_err(|error| format!("{}: {error}", faulty.display()))?;
        if !text.contains(FAULT.1) {
            fs::write(&faulty, text.replace(FAULT.0, FAULT.1)).map_err(|error| error.to_string())?;
        }
        suite.write("installed.json", FILES[0].1)?;
        Ok(suite)
    }

    /// The folder of the documents, which are made unless they are there.
    ///
    /// # Errors
    ///
    /// Returns what the compiler of TypeSpec says.
    pub fn documents(&self) -> Result<PathBuf, String> {
        for package in &PACKAGES {
            let out = format!("documents/{}", package.name);
            if !self.work.join(&out).join("left-out.json").exists() {
                self.node(&["documents.mjs", &format!("node_modules/{}/specs", package.npm), &out])?;
            }
        }
        Ok(self.work.join("documents"))
    }

    /// What is left out of the document of a folder, by the names of the errors of TypeSpec.
    ///
    /// # Errors
    ///
    /// Returns the error of a file that cannot be read.
    pub fn left_out(&self, package: &Package) -> Result<BTreeMap<String, String>, String> {
        self.read(&format!("documents/{}/left-out.json", package.name))
    }

    /// The exchanges of a package, in order.
    ///
    /// # Errors
    ///
    /// Returns the error of a file that cannot be read.
    pub fn exchanges(&self, package: &Package) -> Result<Vec<Exchange>, String> {
        let file = format!("scenarios-{}.json", package.name);
        self.node(&["scenarios.mjs", &format!("node_modules/{}/dist/specs", package.npm), &file])?;
        self.read(&file)
    }

    /// The folder of the files that scenarios send and receive.
    pub fn assets(&self) -> PathBuf {
        self.work.join("node_modules").join(PACKAGES[0].npm).join("assets")
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// Returns why it does not listen.
    pub fn serve(&self) -> Result<Server<'_>, String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        drop(listener);
        let _ = fs::remove_file(self.work.join("coverage.json"));
        let mut command = self.command("node");
        command.args(["node_modules/@typespec/spector/cmd/cli.mjs", "serve"]);
        command.args(PACKAGES.map(|package| format!("node_modules/{}/specs", package.npm)));
        command.args(["--port", &port.to_string(), "--coverageFile", "coverage.json"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|error| error.to_string())?;
        let mut server = Server { suite: self, child, port };
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(60) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(server);
            }
            sleep(Duration::from_millis(100));
        }
        let _ = server.child.kill();
        Err("the server of the suite does not listen".to_owned())
    }

    /// The program with the tools of the suite before those of the machine, in the work folder.
    fn command(&self, program: &str) -> Command {
        let mut path = OsString::from(self.work.join("node_modules/.bin"));
        if let Some(known) = std::env::var_os("PATH") {
            path.push(":");
            path.push(known);
        }
        let mut command = Command::new("/usr/bin/env");
        command.arg(program).current_dir(&self.work).env("PATH", path);
        command
    }

    fn node(&self, args: &[&str]) -> Result<(), String> {
        self.run("node", args)
    }

    fn run(&self, program: &str, args: &[&str]) -> Result<(), String> {
        let output = self.command(program).args(args).output().map_err(|error| format!("{program}: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("`{program} {}` failed: {said}", args.join(" ")))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        fs::write(self.work.join(name), text).map_err(|error| format!("{name}: {error}"))
    }

    fn read<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, String> {
        let text = fs::read_to_string(self.work.join(name)).map_err(|error| format!("{name}: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))
    }
}

/// The server, which asserts each request.
pub struct Server<'s> {
    suite: &'s Suite,
    child: Child,
    port: u16,
}

impl Server<'_> {
    /// Where it listens.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Stops it; what it says of each scenario: `pass`, `fail` or `not-implemented`.
    ///
    /// # Errors
    ///
    /// Returns why it wrote nothing.
    pub fn stop(mut self) -> Result<BTreeMap<String, String>, String> {
        let cli = "node_modules/@typespec/spector/cmd/cli.mjs";
        self.suite.node(&[cli, "server", "stop", "--port", &self.port.to_string()])?;
        self.child.wait().map_err(|error| error.to_string())?;
        let coverage: Vec<Value> = self.suite.read("coverage.json")?;
        let results = coverage.iter().filter_map(|package| package.get("results")?.as_object());
        Ok(results
            .flatten()
            .filter_map(|(scenario, state)| Some((scenario.clone(), state.as_str()?.to_owned())))
            .collect())
    }
}
