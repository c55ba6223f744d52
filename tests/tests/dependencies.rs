//! What a program gets into its tree by each feature of an emitted crate is what the table of CLIENT.md says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tests::cargo::offline;

/// Counts are those of one platform, since `reqwest` has other dependencies on others.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// The package with these features, and what the table calls them. The runtime has the dependencies of every emitted
/// crate (`manifest.rs`), and XML and webhooks too, which `msgraph` does not have.
const ROWS: &[(&str, &str, &str)] = &[
    ("none", "msgraph", ""),
    ("`rustls`, `http2` (default)", "msgraph", "rustls,http2"),
    ("`rustls`", "msgraph", "rustls"),
    ("`aws-lc-rs`", "msgraph", "aws-lc-rs"),
    ("`hyper`", "msgraph", "hyper"),
    ("`reqwest`", "msgraph", "reqwest"),
    ("`blocking`", "msgraph", "blocking"),
    ("`ureq`", "msgraph", "ureq"),
    ("`batch`, `mock`", "msgraph", "batch,mock"),
    ("`fetch` (default)", "msgraph", "fetch"),
    ("`tracing`", "msgraph", "tracing"),
    ("`tower`", "msgraph", "tower"),
    ("`pattern`", "msgraph", "pattern"),
    ("`xml`", "generator-runtime", "xml"),
    ("`webhooks`", "generator-runtime", "webhooks"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The names and versions that a package depends on with a feature, to a depth.
fn tree(package: &str, features: &str, depth: &str) -> BTreeSet<String> {
    let output = offline()
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--target", PLATFORM])
        .args(["--package", package, "--no-default-features", "--features", features, "--depth", depth])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    // The first line is the package itself; what stands again has a mark behind its version.
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn names(tree: &BTreeSet<String>) -> Vec<&str> {
    tree.iter().filter_map(|line| line.split(' ').next()).collect()
}

#[test]
fn the_guide_counts_them_by_feature() {
    let guide = fs::read_to_string(root().join("CLIENT.md")).expect("the guide");
    let start = guide.find("| Features | Directly | In all |").expect("the table");
    let stated = guide[start..].lines().skip(2).take_while(|line| line.starts_with('|'));
    // The last column says what they are for.
    let stated: Vec<String> = stated.map(|line| line.split('|').take(4).collect::<Vec<_>>().join("|")).collect();
    let found = ROWS.iter().map(|(label, package, features)| {
        let (direct, all) = (tree(package, features, "1").len(), tree(package, features, "1000").len());
        format!("| {label} | {direct} | {all} ")
    });
    assert_eq!(stated, found.collect::<Vec<_>>());
}

#[test]
fn without_features_there_are_only_small_ones() {
    let direct = tree("msgraph", "", "1");
    let of_the_charter = ["bytes", "http", "serde_core", "serde_json"];
    // The guide has an argument for each of these.
    let argued = ["base64", "fastrand", "futures-core", "httpdate", "percent-encoding"];
    let expected: BTreeSet<&str> = of_the_charter.into_iter().chain(argued).collect();
    assert_eq!(names(&direct), expected.into_iter().collect::<Vec<_>>());

    let all = tree("msgraph", "", "1000");
    let further: BTreeSet<&str> = names(&all).into_iter().filter(|name| !names(&direct).contains(name)).collect();
    assert_eq!(Vec::from_iter(further), ["itoa", "memchr", "zmij"], "what `http` and serde need");
}

#[test]
fn the_features_without_a_stack_bring_no_stack() {
    for feature in ["tracing", "tower", "pattern"] {
        let tree = tree("msgraph", feature, "1000");
        for stack in ["reqwest", "hyper", "tokio", "rustls", "syn"] {
            assert!(!names(&tree).contains(&stack), "`{feature}` brings {stack}");
        }
    }
}

#[test]
fn a_program_that_waits_needs_no_runtime() {
    let tree = tree("msgraph", "ureq", "1000");
    for stack in ["tokio", "hyper", "h2", "aws-lc-rs", "aws-lc-sys"] {
        assert!(!names(&tree).contains(&stack), "`ureq` brings {stack}");
    }
}

#[test]
fn the_default_brings_no_crate_of_c_code_but_ring() {
    let tree = tree("msgraph", "rustls,http2", "1000");
    let others: Vec<&str> = names(&tree).into_iter().filter(|name| name.ends_with("-sys")).collect();
    assert_eq!(others, Vec::<&str>::new(), "C code takes longest to compile");
}
