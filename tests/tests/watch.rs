//! `cargo xtask codegen --watch`: what is saved is compiled at once, and what is faulty leaves the files as they were.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const CONFIG: &str = "[package]\nname = \"pets\"\nversion = \"0.1.0\"\n[[api]]\ndocuments = [\"pets.yaml\"]\n";

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        '200':
          description: It.
          content:
            application/json:
              schema: {$ref: 'types.yaml#/Pet'}
";

/// How long a test waits for what a run prints. A machine that is busy takes long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stream that a test reads while a command writes it.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn types(members: &[&str]) -> String {
    let members: String = members.iter().map(|name| format!("    {name}: {{type: string}}\n")).collect();
    format!("Pet:\n  type: object\n  properties:\n{members}")
}

/// A project, and a watch of it that ends with the test.
struct Watch<'t> {
    root: &'t Path,
    out: Shared,
    err: Shared,
    /// The number of runs that were waited for.
    runs: usize,
}

impl Watch<'_> {
    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// As editors save that never leave half a file: the new one takes the place of the old one.
    fn replace(&self, path: &str, text: &str) {
        let aside = self.root.join(format!("{path}.new"));
        fs::write(&aside, text).unwrap();
        fs::rename(aside, self.root.join(path)).unwrap();
    }

    /// Waits until another run has ended, and returns what was said so far.
    fn next(&mut self) -> String {
        let begun = Instant::now();
        self.runs += 1;
        loop {
            let text = self.err.text();
            if text.matches("waiting for a change").count() >= self.runs {
                return text;
            }
            assert!(begun.elapsed() < PATIENCE, "no run {}: {text}{}", self.runs, self.out.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// No run begins without a reason.
    fn assert_quiet(&self) {
        thread::sleep(Duration::from_millis(300));
        assert_eq!(self.err.text().matches("waiting for a change").count(), self.runs, "{}", self.err.text());
    }

    fn pet(&self) -> String {
        fs::read_to_string(self.root.join("generated/src/models/pet.rs")).unwrap()
    }
}

/// Watches a project while `drive` edits it.
fn watched(drive: impl FnOnce(&mut Watch<'_>)) {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (out, err, stop) = (Shared::default(), Shared::default(), AtomicBool::new(false));
    let mut watch = Watch { root: &root, out: out.clone(), err: err.clone(), runs: 0 };
    watch.write("specs/codegen.toml", CONFIG);
    watch.write("specs/pets.yaml", PETS);
    watch.write("specs/types.yaml", &types(&["name"]));
    thread::scope(|scope| {
        let (root, stop) = (&root, &stop);
        let run = scope.spawn(move || {
            let (mut out, mut err) = (out, err);
            let (root, current) = (root.clone(), root.clone());
            let mut env =
                Env { tool: Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
            xtask::run_until(["xtask", "codegen", "--watch"], &mut env, stop)
        });
        // The watch ends even if the test fails.
        let driven = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drive(&mut watch)));
        stop.store(true, Ordering::Relaxed);
        assert_eq!(run.join().unwrap(), Exit::Done);
        driven.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

#[test]
fn an_edit_a_fault_and_its_mending_are_each_compiled_at_once() {
    watched(|watch| {
        watch.next();
        assert!(watch.pet().contains("pub name:"));
        watch.assert_quiet();

        watch.write("specs/types.yaml", &types(&["name", "tag"]));
        watch.next();
        assert!(watch.pet().contains("pub tag:"));
        watch.assert_quiet();

        let before = watch.pet();
        watch.write("specs/types.yaml", "Pet: {type: object, properties: [");
        let said = watch.next();
        assert!(said.contains("error[E0102]"), "{said}");
        assert!(said.contains("nothing was written"), "{said}");
        assert!(said.contains("the files are as they were"), "{said}");
        assert_eq!(watch.pet(), before);

        watch.replace("specs/types.yaml", &types(&["name", "size"]));
        watch.next();
        assert!(watch.pet().contains("pub size:") && !watch.pet().contains("pub tag:"));
        watch.assert_quiet();
    });
}

#[test]
fn a_file_that_is_missing_and_a_faulty_configuration_are_mended_by_a_save() {
    watched(|watch| {
        watch.next();
        watch.write("specs/pets.yaml", &PETS.replace("types.yaml", "parts/types.yaml"));
        let said = watch.next();
        assert!(said.contains("error[E0101]"), "{said}");
        watch.write("specs/parts/types.yaml", &types(&["color"]));
        // A run may begin when the folder is there, and before the file is.
        while !watch.pet().contains("pub color:") {
            watch.next();
        }

        let runs = watch.err.text().matches("waiting for a change").count();
        watch.runs = runs;
        watch.replace("specs/codegen.toml", "[package]\n");
        let said = watch.next();
        assert!(said.contains("error[E0110]"), "{said}");
        watch.replace("specs/codegen.toml", &CONFIG.replace("0.1.0", "0.2.0"));
        watch.next();
        let manifest = fs::read_to_string(watch.root.join("generated/Cargo.toml")).unwrap();
        assert!(manifest.contains("version = \"0.2.0\""), "{manifest}");
    });
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_watched() {
    watched(|watch| {
        watch.next();
        watch.write("specs/shared/types.yaml", &types(&["color"]));
        let aside = watch.root.join("specs/link");
        std::os::unix::fs::symlink("shared/types.yaml", &aside).unwrap();
        fs::rename(aside, watch.root.join("specs/types.yaml")).unwrap();
        watch.next();
        assert!(watch.pet().contains("pub color:"));
        watch.assert_quiet();

        watch.write("specs/shared/types.yaml", &types(&["tag"]));
        watch.next();
        assert!(watch.pet().contains("pub tag:"));
        watch.replace("specs/shared/types.yaml", &types(&["size"]));
        watch.next();
        assert!(watch.pet().contains("pub size:"));
    });
}

#[test]
fn what_no_run_reads_begins_none() {
    watched(|watch| {
        watch.next();
        watch.write("specs/notes.txt", "a");
        watch.write("specs/other.yaml", "a: b");
        watch.write("generated/notes.txt", "a");
        fs::read_to_string(watch.root.join("specs/pets.yaml")).unwrap();
        watch.assert_quiet();
    });
}
