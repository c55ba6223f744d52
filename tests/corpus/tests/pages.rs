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
