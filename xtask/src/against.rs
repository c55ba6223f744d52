//! `cargo xtask docs --against`: what do pages and a vendor's document say alone, or differently?

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::counted;
use pages::compare::{Compared, Difference, Who, compare};
use pages::facts::Page;

use crate::facts::{self, Stop};
use crate::{Env, Exit};

/// Compares, and prints a report in Markdown.
pub fn run(
    document: &str,
    profile: &str,
    named: &[String],
    allowed: &[String],
    env: &mut Env<'_>,
) -> Result<Exit, Stop> {
    let profile = facts::profile(profile, &env.current)?;
    let mut pages: Vec<Page> = Vec::new();
    for path in named.iter().flat_map(|it| files(&env.current.join(it))) {
        let shown = path.display().to_string();
        pages.push(facts::page(&shown, &profile, Path::new(""))?.page);
    }
    if pages.is_empty() {
        return Err(Stop::Said("no page is named; name files or folders of pages".to_owned()));
    }
    let specification = facts::specification(&facts::whole(document, env), &env.root, allowed)?;
    let compared = compare(&pages, &specification);
    let _ = env.out.write_all(report(document, pages.len(), &compared).as_bytes());
    Ok(Exit::Done)
}

/// A page, or those of a folder.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "md")).collect();
    found.sort();
    found
}

fn report(document: &str, pages: usize, compared: &Compared) -> String {
    let mut text = format!(
        "# {} against {document}\n\n| kind | same | differently | pages alone | document alone |\n|---|---:|---:|---:|---:|\n",
        counted(pages, "page")
    );
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (kind, same) in &compared.same {
        counts.entry(kind).or_default()[0] = *same;
    }
    for it in &compared.differences {
        let column = match it.who {
            Who::Differently => 1,
            Who::Pages => 2,
            Who::Document => 3,
        };
        counts.entry(it.kind).or_default()[column] += 1;
    }
    for (kind, [same, differently, pages, document]) in &counts {
        text.push_str(&format!("| {kind} | {same} | {differently} | {pages} | {document} |\n"));
    }
    for kind in counts.keys() {
        for (who, title) in
            [(Who::Differently, "differently"), (Who::Pages, "pages alone"), (Who::Document, "document alone")]
        {
            let of: Vec<&Difference> =
                compared.differences.iter().filter(|it| it.kind == *kind && it.who == who).collect();
            if !of.is_empty() {
                text.push_str(&format!("\n## {kind}: {title} ({})\n\n", of.len()));
                of.iter().for_each(|it| text.push_str(&line(it)));
            }
        }
    }
    text
}

fn line(it: &Difference) -> String {
    let page = it.page.as_ref().map_or(String::new(), |(file, line)| format!("{file}:{line}: {}", it.says));
    let at = match (&it.at, &it.place) {
        (Some(at), Some(place)) => format!("{at}: {} ({place})", it.stands),
        _ => it.stands.clone(),
    };
    match (page.is_empty(), at.is_empty()) {
        (true, _) => format!("- {at}\n"),
        (false, _) => format!("- {page}\n  {at}\n"),
    }
}
