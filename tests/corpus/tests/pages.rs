//! How much of pages is read: what the census counts by itself, and what the reader says of the same lines.

use std::fs;

use corpus::pages::{Lines, census};

const PAGE: &str = "# Update plot\n\n## HTTP request\n\n```http\nPATCH /plots/{id}\n```\n\n## Request body\n\n|Property|Type|Description|\n|--|--|--|\n|name|String|Read-only.|\n|soil|String| |\n\n## Weather\n\n|Wind|Rain|\n|--|--|\n|east|some|\n";

#[test]
fn each_line_of_a_table_is_read_told_or_silent() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("deep")).expect("a folder");
    fs::write(folder.path().join("deep/plot-update.md"), PAGE).expect("a page");
    fs::write(folder.path().join("picture.png"), "|a|\n|--|\n|b|\n").expect("no page");
    let found = census(folder.path(), "microsoft-graph").expect("a census");
    assert_eq!((found.pages, found.with_operation), (1, 1));
    assert_eq!(found.requests, Lines { all: 1, read: 1, told: 0 });
    assert_eq!(found.rows.get("name, type, description"), Some(&Lines { all: 2, read: 2, told: 0 }));
    assert_eq!(found.rows.get("?, ?"), Some(&Lines { all: 1, read: 0, told: 1 }));
    assert_eq!((found.facts.get("member"), found.facts.get("mark")), (Some(&2), Some(&1)));
    assert_eq!(found.not_read.get("the row … of a table …"), Some(&1));
    let report = found.report("Plots");
    for line in [
        "## Plots",
        "1 pages, 1 of them with an operation",
        "| rows of name, type, description | 2 | 2 | 100.00 % | 0 | 0 |",
        "| rows of ?, ? | 1 | 0 | 0.00 % | 1 | 0 |",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
}

/// A crate of two resources that share a type is generated; whether it compiles is looked at where there is a registry.
#[test]
fn all_pages_become_one_crate() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |name: &str| {
        let named = PAGE.replace("plot", name).replace("Read-only", "What it is. Read-only");
        let ends = "\n## Response\n\nIf successful, this method returns a `200 OK` response code and an updated [NAME](x.md) object in the response body.\n";
        format!("{named}{}", ends.replace("NAME", name))
    };
    fs::create_dir(folder.path().join("pages")).expect("a folder");
    for name in ["plot", "lamp"] {
        fs::write(folder.path().join(format!("pages/{name}-update.md")), page(name)).expect("a page");
    }
    let work = corpus::whole::folder(folder.path(), "work".as_ref()).expect("a folder");
    let whole =
        corpus::whole::written(&folder.path().join("pages"), "microsoft-graph", &work).expect("what was written");
    assert_eq!((whole.pages, whole.specifications, whole.operations), (2, 3, 2));
    assert_eq!(whole.facts.get("member"), Some(&4));
    assert!(whole.to_decide.contains_key("the page has no names for its operations in code"), "{whole:?}");
    assert!(work.join("generated/Cargo.toml").is_file());
    assert!(whole.report("Plots").contains("| operations, types | 2, "), "{}", whole.report("Plots"));
    assert!(
        corpus::whole::folder(folder.path(), "work".as_ref()).is_err(),
        "a folder with specifications is not written to"
    );
}

#[test]
fn a_profile_is_shipped_or_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("own.toml");
    fs::write(&file, "name = \"own\"\n").expect("a profile");
    assert_eq!(census(folder.path(), &file.display().to_string()).map(|census| census.pages), Ok(0));
    let error = census(folder.path(), "nobody").expect_err("no such profile");
    assert!(error.contains("no profile `nobody` is shipped"), "{error}");
}

#[test]
fn the_profiles_of_the_report_are_sound_and_short() {
    for name in ["pages/dnsimple.toml", "pages/binance.toml"] {
        let text = fs::read_to_string(name).expect("a profile");
        text.parse::<pages::Profile>().expect("a sound profile");
        assert!(text.lines().count() < 30, "{name}");
    }
}
