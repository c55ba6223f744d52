//! Do our specifications say what the documentation says, and does the check notice when one stops?

mod commands;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::{Config, Memory, generate};
use pages::facts::{Availability, Held, Mark, Page, Presence, Statement};
use pages::ledger::{Ledger, check, fill, subject, unsourced};
use pages::specification::Specification;
use pages::write::{by_version, draft};
use serde_json::{Value, json};
use tests::pages::root;
use xtask::{Env, Exit, Terminal, Tool};

/// Every file below `specs/` that is YAML, by its path from the workspace.
fn specs() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join("specs")];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.strip_prefix(root()).expect("below").to_str().expect("UTF-8").replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    found.sort();
    found
}

/// The facts files, each with the path of its specification.
fn ledgers(specs: &[(String, String)]) -> Vec<(String, Ledger)> {
    let files = specs.iter().filter(|(name, _)| name.ends_with(".facts.yaml"));
    files
        .map(|(name, text)| {
            let ledger = Ledger::parse(text).unwrap_or_else(|fault| panic!("{name}:{}: {fault}", fault.line));
            let folder = Path::new(name).parent().expect("a folder").to_str().expect("UTF-8");
            (format!("{folder}/{}", ledger.specification), ledger)
        })
        .collect()
}

fn specification(specs: &[(String, String)], path: &str) -> Specification {
    let (folder, name) = path.rsplit_once('/').expect("a folder");
    let files = Memory::new(specs.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    Specification::load(&files, folder, name, &["specs".to_owned()]).expect("a specification")
}

#[test]
fn the_command_finds_that_every_fact_is_held_or_waived() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut env = Env {
        tool: Tool::Xtask,
        root: root().to_owned(),
        current: root().to_owned(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal::No,
    };
    let exit = xtask::run(["xtask", "docs"], &mut env);
    let (out, err) = (String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
    assert_eq!(exit, Exit::Done, "{err}");
    let last = out.lines().last().expect("a line");
    assert!(last.ends_with(" 0 missing"), "{out}");
}

#[test]
fn every_document_has_a_facts_file_and_every_waiver_a_reason() {
    let specs = specs();
    let held: BTreeSet<String> = ledgers(&specs).into_iter().map(|(path, _)| path).collect();
    let with_paths = specs.iter().filter(|(_, text)| text.contains("\npaths:\n"));
    let without: Vec<&str> = with_paths.map(|(name, _)| name.as_str()).filter(|name| !held.contains(*name)).collect();
    assert_eq!(without, [""; 0], "`cargo xtask import` writes facts files for these");
    for (path, ledger) in ledgers(&specs) {
        for (_, fact) in ledger.facts() {
            if let Some(Held::Waived { reason, .. }) = &fact.held {
                assert!(reason.len() > 20, "{path}: the waiver of `{}` says why", fact.id);
            }
        }
    }
}

/// What stands at the first place of a fact is another: each kind of fact has its own.
fn spoil(says: &Statement, node: &mut Value) {
    match says {
        Statement::Permission(it) => *node = json!([{ it.scheme.clone(): ["Other.All"] }]),
        Statement::Cloud { name, availability } => {
            let list = node.as_array_mut().expect("a list");
            match availability {
                Availability::Available => list.retain(|server| server["x-name"] != name.as_str()),
                Availability::Unavailable | Availability::Unsaid => {
                    list.push(json!({"url": "https://x", "x-name": name}))
                }
            }
        }
        Statement::Mark { mark: Mark::Nullable, .. } => *node = json!({"type": "string"}),
        Statement::Mark { .. } | Statement::Limit { .. } | Statement::Note { .. } | Statement::Values { .. } => {
            *node = json!({"type": "string", "nullable": true, "description": "Other.", "required": ["other"],
                "properties": {"other": {"type": "string"}}});
        }
        Statement::RequestBody { presence: Presence::Absent, .. } => {
            node["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "object"}}}});
        }
        _ => *node = Value::Null,
    }
}

#[test]
fn what_is_changed_at_a_place_is_named() {
    let specs = specs();
    for (path, ledger) in ledgers(&specs) {
        let mut tried = BTreeSet::new();
        for (_, fact) in ledger.facts() {
            let (Some(Held::At(places)) | Some(Held::Mended { at: places, .. })) = &fact.held else { continue };
            let Some(place) = places.first().and_then(|place| place.strip_prefix('#')) else { continue };
            // One fact of each kind, and of each mark and scheme.
            let detail = match &fact.says {
                Statement::Mark { mark, .. } => format!("{mark:?}"),
                Statement::Permission(it) => it.scheme.clone(),
                Statement::Cloud { name, .. } => name.clone(),
                Statement::RequestBody { presence, .. } => format!("{presence:?}"),
                _ => String::new(),
            };
            let excepted = matches!(&fact.held, Some(Held::Mended { except, .. }) if except.contains_key(""));
            // What is optional stands at the object, not at the member.
            let elsewhere = matches!(&fact.says, Statement::Mark { mark: Mark::Optional, .. });
            if excepted || elsewhere || !tried.insert((subject(&fact.says), detail)) {
                continue;
            }
            let mut changed = specs.clone();
            let text = &mut changed.iter_mut().find(|(name, _)| *name == path).expect("the specification").1;
            let mut value: Value = serde_yaml::from_str(text).expect("YAML");
            spoil(&fact.says, value.pointer_mut(place).expect("the place"));
            *text = value.to_string();
            let found = check(&ledger, &specification(&changed, &path)).misses;
            let miss = found.iter().find(|miss| miss.id == fact.id);
            let miss = miss.unwrap_or_else(|| panic!("{path}: a change of {place} is not named for `{}`", fact.id));
            assert_eq!(miss.line, fact.line);
            assert!(miss.at.as_ref().is_some_and(|at| at.file.starts_with("specs/")), "{miss}");
        }
        assert!(tried.len() > 5, "{path}: {tried:?}");
    }
}

#[test]
fn what_is_written_from_our_facts_alone_compiles_and_holds_most_of_them() {
    let specs = specs();
    let profile = pages::profile::shipped("microsoft-graph").expect("a profile");
    let mut pages: Vec<Page> = ledgers(&specs).into_iter().flat_map(|(_, ledger)| ledger.pages).collect();
    pages.iter_mut().flat_map(|page| &mut page.facts).for_each(|fact| fact.held = None);
    let (mut facts, mut held) = (0, 0);
    for (version, mut pages) in by_version(pages, &profile) {
        let draft = draft(&pages, &profile);
        let text = draft.text();
        let files = Memory::new([("graph.yaml", text.as_str())]);
        let outcome = generate(&files, &Config::single("graph.yaml", "graph"));
        assert!(outcome.tree.is_some(), "{version}: {text}");
        let specification = Specification::load(&files, "", "graph.yaml", &[]).expect("a specification");
        pages.iter_mut().for_each(|page| fill(&specification, page));
        let ledger = Ledger { pages, sources: draft.sources, ..Ledger::default() };
        let found = check(&ledger, &specification);
        facts += found.facts;
        held += found.held;
        // What a person must decide is told, with the line of the page.
        let told: BTreeSet<&str> = draft.to_decide.iter().map(|it| it.page.as_str()).collect();
        assert!(!told.is_empty());
    }
    assert!(held * 100 >= facts * 90, "{held} of {facts}");
}

#[test]
fn a_permission_that_no_page_names_is_told() {
    let mut specs = specs();
    let (path, ledger) = ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/contact.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    *text = text.replacen("        '204':", "        '202': {description: Later.}\n        '204':", 1);
    let found: Vec<String> =
        unsourced(&ledger, &specification(&specs, &path)).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.first().is_some_and(|it| it.contains("the status 202")), "{found:#?}");
}

#[test]
fn a_row_that_a_page_requires_is_required() {
    let mut specs = specs();
    let (path, ledger) =
        ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("beta/education-user.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let required = "      required:\n        - relatedContacts\n";
    assert!(text.contains(required));
    *text = text.replacen(required, "", 1);
    let found = check(&ledger, &specification(&specs, &path)).misses;
    let ids: Vec<&str> = found.iter().map(|miss| miss.id.as_str()).collect();
    assert_eq!(ids, ["relatedcontact-update-source/note/rows-required", "relatedcontact-update/note/rows-required"]);
    assert!(found.iter().all(|miss| miss.stands == "`relatedContacts` is optional"), "{found:#?}");
}

#[test]
fn every_address_of_a_contact_is_replaced_whole() {
    let mut specs = specs();
    let (path, ledger) = ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/contact.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let marks = text.matches("          x-replace: whole\n").count();
    *text = text.replace("          x-replace: whole\n", "");
    let found = check(&ledger, &specification(&specs, &path)).misses;
    let missed = found.iter().filter(|miss| miss.id == "contact-update/note/replaced-whole/homeAddress").count();
    assert_eq!((marks, missed), (3, 3), "{found:#?}");
}

#[test]
fn what_a_member_serves_for_is_in_its_description() {
    let mut specs = specs();
    let (path, ledger) =
        ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/education-user.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let said = "description: Mail alias. Needed on create. Supports `$filter`.";
    assert!(text.contains(said));
    *text = text.replacen(said, "description: Mail alias.", 1);
    let found = check(&ledger, &specification(&specs, &path)).misses;
    for (id, stands) in [
        ("educationuser-update/note/filterable/mailNickname", "a description without `$filter`"),
        ("educationuser-update/body/mailNickname/required-on-create", "a description without `create`"),
    ] {
        let miss = found.iter().find(|miss| miss.id == id).unwrap_or_else(|| panic!("{id}: {found:#?}"));
        assert!(miss.stands.starts_with(stands), "{miss}");
    }
}

#[test]
fn a_path_with_an_ellipsis_goes_to_any_depth() {
    let mut specs = specs();
    let (path, ledger) = ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/contact.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let mark = "      x-repeated-segment: true\n";
    assert!(text.contains(mark));
    *text = text.replacen(mark, "", 1);
    let found = check(&ledger, &specification(&specs, &path)).misses;
    let told = found.iter().filter(|miss| miss.stands == "no parameter with `x-repeated-segment: true`");
    assert!(told.clone().any(|miss| miss.id.starts_with("contact-update/operation/")), "{found:#?}");
    assert_eq!(told.count(), found.len(), "{found:#?}");
}

#[test]
fn a_parameter_that_no_page_names_is_told() {
    let mut specs = specs();
    let (path, ledger) = ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/contact.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let list = "      parameters:\n        - $ref: 'common.yaml#/components/parameters/count'\n";
    let more = format!("{list}        - {{name: $page, in: query, schema: {{type: string}}}}\n");
    *text = text.replacen(list, &more, 1);
    let found: Vec<String> =
        unsourced(&ledger, &specification(&specs, &path)).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.first().is_some_and(|it| it.contains("the parameter `$page`")), "{found:#?}");
}

#[test]
fn a_request_that_needs_a_media_type_has_a_body() {
    let mut specs = specs();
    let (path, ledger) = ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("v1.0/contact.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let required = "      description: The members to change.\n      required: true\n";
    assert!(text.contains(required));
    *text = text.replacen(required, "      description: The members to change.\n", 1);
    let found = check(&ledger, &specification(&specs, &path)).misses;
    let miss = found.iter().find(|miss| miss.id == "contact-update/header/content-type");
    let miss = miss.unwrap_or_else(|| panic!("{found:#?}"));
    assert!(miss.stands.starts_with("a body that may be left out, for PATCH /me/contacts/"), "{miss}");
}

#[test]
fn a_member_that_examples_alone_show_has_their_type() {
    let mut specs = specs();
    let (path, ledger) =
        ledgers(&specs).into_iter().find(|(path, _)| path.ends_with("beta/education-user.yaml")).expect("it");
    let text = &mut specs.iter_mut().find(|(name, _)| *name == path).expect("it").1;
    let member = "          description: Name of the person.\n          type: string\n";
    assert!(text.contains(member));
    *text = text.replacen(member, &member.replace("string", "integer"), 1);
    let found = check(&ledger, &specification(&specs, &path)).misses;
    let miss = found.iter().find(|miss| miss.id == "relatedcontact-update/example/request");
    let miss = miss.unwrap_or_else(|| panic!("{found:#?}"));
    let told = "`/relatedContacts/0/displayName` is text, and the schema has integer";
    assert!(miss.stands.ends_with(told), "{miss}");
}
