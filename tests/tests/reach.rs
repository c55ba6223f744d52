//! Which files a document can have read: regular ones, below the folders that the user named, and not without end.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;

use generator::internals::source::{MOST_BYTES, Roots, load};
use generator::{Config, Diags, Disk, Files, Memory, Named, SourceSet, Style, Unread, render};
use insta::assert_snapshot;
use tempfile::TempDir;

/// A document whose only schema is a reference.
fn referring(reference: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A:\n      $ref: '{reference}'\n"
    )
}

/// What must never be seen.
const SECRET: &str = "github.com:\n  oauth_token: gho_secret\n";

/// A folder with `specs/api.yaml`, which refers to something, and a secret beside `specs`.
fn folder(reference: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("specs/parts")).unwrap();
    fs::create_dir_all(dir.path().join("home")).unwrap();
    fs::write(dir.path().join("specs/api.yaml"), referring(reference)).unwrap();
    fs::write(dir.path().join("specs/parts/b.yaml"), "B: {type: string}\n").unwrap();
    fs::write(dir.path().join("home/secret.yaml"), SECRET).unwrap();
    dir
}

/// All that is said, and how many files were read.
fn said(dir: &Path, roots: &Roots) -> (String, usize) {
    let (sources, diags) = load(&Disk::new(dir), roots);
    let shown = shown(&sources, &diags);
    assert!(!shown.contains("gho_secret"), "{shown}");
    (shown, sources.files.len())
}

fn shown(sources: &SourceSet, diags: &Diags) -> String {
    render(diags, sources, Style::Plain)
}

fn api() -> Roots {
    Roots::new(["specs/api.yaml"])
}

/// The reference is refused, at its place, for this reason.
#[track_caller]
fn refused(dir: &Path, roots: &Roots, why: &str) {
    let (shown, files) = said(dir, roots);
    assert!(shown.starts_with("error[E0101]: the file `"), "{shown}");
    assert!(shown.contains(why), "{shown}");
    assert!(shown.contains("specs/api.yaml:7:13"), "{shown}");
    assert_eq!(files, 1);
}

#[track_caller]
fn followed(dir: &Path, roots: &Roots) {
    let (shown, files) = said(dir, roots);
    assert_eq!((shown.as_str(), files), ("", 2));
}

const OUTSIDE: &str = "it lies outside the folders of the documents";
const LEADS_OUTSIDE: &str = "a link leads outside the folders of the documents";

#[test]
fn what_lies_below_the_folder_of_the_document_is_read() {
    for inside in ["parts/b.yaml#/B", "./parts/../parts/b.yaml#/B", "parts/../../specs/parts/b.yaml#/B"] {
        let dir = folder(inside);
        followed(dir.path(), &api());
    }
    // By an absolute path as well: only where the file lies matters.
    let dir = folder("");
    let absolute = dir.path().join("specs/parts/b.yaml");
    fs::write(dir.path().join("specs/api.yaml"), referring(absolute.to_str().unwrap())).unwrap();
    followed(dir.path(), &api());
}

#[test]
fn a_file_is_read_once_by_whatever_path_it_is_named() {
    for reference in ["../specs/api.yaml#/components", "parts/../../specs/./api.yaml#/components"] {
        let dir = folder(reference);
        let (shown, files) = said(&dir.path().join("specs"), &Roots::new(["api.yaml"]));
        assert_eq!((shown.as_str(), files), ("", 1), "{reference}");
    }
}

#[test]
fn what_lies_elsewhere_is_refused() {
    for outside in ["../home/secret.yaml#/github.com", "%2E%2E/home/secret.yaml", "parts/../../home/secret.yaml"] {
        let dir = folder(outside);
        refused(dir.path(), &api(), OUTSIDE);
    }
    let dir = folder("");
    let absolute = dir.path().join("home/secret.yaml");
    fs::write(dir.path().join("specs/api.yaml"), referring(absolute.to_str().unwrap())).unwrap();
    refused(dir.path(), &api(), OUTSIDE);
}

#[test]
fn a_folder_whose_name_begins_alike_lies_elsewhere() {
    let dir = folder("../specs-old/b.yaml#/B");
    fs::create_dir(dir.path().join("specs-old")).unwrap();
    fs::write(dir.path().join("specs-old/b.yaml"), "B: {type: string}\n").unwrap();
    refused(dir.path(), &api(), OUTSIDE);
}

#[cfg(unix)]
#[test]
fn files_of_the_system_are_refused() {
    for file in ["/etc/passwd", "/dev/zero", "/proc/self/environ", "/dev/stdin"] {
        let dir = folder(file);
        refused(dir.path(), &api(), OUTSIDE);
    }
}

/// Whether a file is there is nothing that a document can find out either.
#[test]
fn a_file_elsewhere_that_is_not_there_is_refused_alike() {
    let dir = folder("../home/nothing.yaml");
    refused(dir.path(), &api(), OUTSIDE);
    let dir = folder("parts/nothing.yaml");
    refused(dir.path(), &api(), "the file does not exist");
}

#[cfg(unix)]
#[test]
fn links_are_judged_by_where_they_lead() {
    use std::os::unix::fs::symlink;
    // A file, a folder on the way, and a link that leads to a link.
    for reference in ["link.yaml", "folder/secret.yaml", "second.yaml"] {
        let dir = folder(reference);
        symlink("../home/secret.yaml", dir.path().join("specs/link.yaml")).unwrap();
        symlink("../home", dir.path().join("specs/folder")).unwrap();
        symlink("link.yaml", dir.path().join("specs/second.yaml")).unwrap();
        refused(dir.path(), &api(), LEADS_OUTSIDE);
    }
    let dir = folder("link.yaml#/B");
    symlink("parts/b.yaml", dir.path().join("specs/link.yaml")).unwrap();
    followed(dir.path(), &api());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_itself_is_the_folder_that_was_named() {
    let dir = folder("parts/b.yaml#/B");
    std::os::unix::fs::symlink("specs", dir.path().join("alias")).unwrap();
    let (shown, files) = said(dir.path(), &Roots::new(["alias/api.yaml"]));
    assert_eq!((shown.as_str(), files), ("", 2));
}

#[test]
fn a_folder_that_is_allowed_is_read_too() {
    let dir = folder("../home/parts/b.yaml#/B");
    fs::create_dir(dir.path().join("home/parts")).unwrap();
    fs::write(dir.path().join("home/parts/b.yaml"), "B: {type: string}\n").unwrap();
    let absolute = dir.path().join("home").to_str().unwrap().to_owned();
    for allowed in ["home", "home/parts", "", ".", "specs/../home", &absolute] {
        followed(dir.path(), &Roots { allowed: vec!["nowhere".to_owned(), allowed.to_owned()], ..api() });
    }
    refused(dir.path(), &Roots { allowed: vec!["specs/parts".to_owned(), "hom".to_owned()], ..api() }, OUTSIDE);
}

/// Documents of one run may refer to each other, wherever they lie.
#[test]
fn the_folders_of_all_documents_are_allowed() {
    let dir = folder("../home/types.yaml#/B");
    fs::write(dir.path().join("home/types.yaml"), "B: {type: string}\n").unwrap();
    fs::write(dir.path().join("home/other.yaml"), "openapi: 3.0.3\n").unwrap();
    let (shown, files) = said(dir.path(), &Roots::new(["specs/api.yaml", "home/other.yaml"]));
    assert_eq!((shown.as_str(), files), ("", 3));
}

#[test]
fn what_may_be_no_reference_is_passed_over_as_if_it_were_not_there() {
    let dir = folder("parts/b.yaml#/B");
    let text = referring("parts/b.yaml#/B") + "x-more: {$ref: '../home/secret.yaml'}\n";
    fs::write(dir.path().join("specs/api.yaml"), text).unwrap();
    followed(dir.path(), &api());
}

#[test]
fn a_configuration_allows_its_own_folder_and_those_that_it_names() {
    let config = |more: &str| {
        format!("{more}package = {{name = 'a'}}\napi = [{{documents = ['v1/api.yaml', 'v2/api.yaml']}}]\n")
    };
    let allowed = |text: &str| Config::load(&Memory::new([("specs/codegen.toml", text)]), "specs/codegen.toml");
    let roots = allowed(&config("allow-refs = ['../shared', '/opt/types']\n")).unwrap().roots();
    assert_eq!(roots.allowed, ["specs", "shared", "/opt/types"]);
    assert_eq!(roots.documents, ["specs/v1/api.yaml", "specs/v2/api.yaml"]);
    let files = [("specs/v1/api.yaml", "a: {$ref: ../errors.yaml}\n"), ("specs/errors.yaml", "b: {$ref: ../x.yaml}\n")];
    let (sources, diags) =
        load(&Memory::new(files), &Roots { allowed: vec!["specs".to_owned()], ..Roots::new([files[0].0]) });
    assert_snapshot!(shown(&sources, &diags));
}

// ── What is no regular file ──

/// Loads in a thread of its own: a test that waits for a pipe fails, and does not hang.
#[cfg(unix)]
fn loaded(dir: &Path, root: &str) -> String {
    let (tell, told) = channel();
    let (dir, roots) = (dir.to_owned(), Roots::new([root]));
    std::thread::spawn(move || {
        let (sources, diags) = load(&Disk::new(dir), &roots);
        let _ = tell.send(shown(&sources, &diags));
    });
    told.recv_timeout(Duration::from_secs(60)).expect("an answer")
}

/// A pipe, a socket and a device, by name; what was opened to make them.
#[cfg(unix)]
fn specials(dir: &Path) -> std::os::unix::net::UnixListener {
    let made = std::process::Command::new("mkfifo").arg(dir.join("pipe.yaml")).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", dir.join("device.yaml")).unwrap();
    std::os::unix::net::UnixListener::bind(dir.join("socket.yaml")).unwrap()
}

#[cfg(unix)]
#[test]
fn a_document_that_is_no_regular_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let _socket = specials(dir.path());
    let all = ["pipe.yaml", "device.yaml", "socket.yaml"].map(|file| loaded(dir.path(), file));
    assert_snapshot!(all.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_reference_to_what_is_no_regular_file_is_refused_at_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let _socket = specials(dir.path());
    fs::write(dir.path().join("a.yaml"), "a: {$ref: pipe.yaml}\nb: {$ref: socket.yaml}\nc: {$ref: device.yaml}\n")
        .unwrap();
    assert_snapshot!(loaded(dir.path(), "a.yaml"));
}

#[cfg(unix)]
#[test]
fn a_document_that_a_link_names_is_read_and_its_neighbours_are_those_of_the_link() {
    let dir = folder("parts/b.yaml#/B");
    fs::create_dir(dir.path().join("links")).unwrap();
    std::os::unix::fs::symlink("../specs/api.yaml", dir.path().join("links/api.yaml")).unwrap();
    let (shown, _) = said(dir.path(), &Roots::new(["links/api.yaml"]));
    assert!(shown.contains("the file `links/parts/b.yaml` cannot be read: the file does not exist"), "{shown}");
}

// ── What is too large ──

#[test]
fn a_file_larger_than_the_bound_is_refused_unread() {
    let dir = folder("parts/b.yaml");
    // A file with a hole: it has this size, and takes no room.
    fs::File::create(dir.path().join("specs/parts/b.yaml")).unwrap().set_len(MOST_BYTES).unwrap();
    let (shown, files) = said(dir.path(), &api());
    assert_eq!(files, 1);
    assert_snapshot!(shown);
}

#[test]
fn no_more_is_read_than_may_be_whatever_size_a_file_claims() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ten"), "0123456789").unwrap();
    let read = |path: &str, most| Disk::new(dir.path()).read(path, Named::ByUser, most).map(|bytes| bytes.len());
    assert_eq!(read("ten", 10), Ok(10));
    assert_eq!(read("ten", 9), Err(Unread::TooLarge));
    if cfg!(target_os = "linux") {
        // It says that it is empty.
        assert_eq!(read("/proc/self/status", 20), Err(Unread::TooLarge));
    }
}

/// Answers each question with a document that refers to the next, and notes how much could have been read.
struct Endless(RefCell<Vec<u64>>);

impl Files for Endless {
    fn read(&self, path: &str, _: Named<'_>, most: u64) -> Result<Vec<u8>, Unread> {
        self.0.borrow_mut().push(most);
        let number: usize = path.trim_end_matches(".yaml").parse().unwrap();
        if number < 3 { Ok(format!("$ref: {}.yaml", number + 1).into_bytes()) } else { Err(Unread::TooLarge) }
    }
}

#[test]
fn the_bound_holds_for_all_files_together() {
    let files = Endless(RefCell::default());
    let (sources, _) = load(&files, &Roots::new(["0.yaml"]));
    assert_eq!(sources.files.len(), 3);
    assert_eq!(files.0.into_inner(), [0, 12, 24, 36].map(|read| MOST_BYTES - read));
}
