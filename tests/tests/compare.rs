//! What changed between two versions of a document: each pair of `tests/pairs` was looked at by hand.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use generator::{
    Approval, Area, BatchRule, BatchScheme, ChangeKind, Comparison, Config, Edition, Memory, Modules, Outcome,
    ReportFormat, Step, Verdict, Version, understand,
};
use insta::assert_snapshot;
use serde_json::{Map, Value, json};
use tests::pages::{code_spans, root};

const AREAS: &[&str] = &["members", "values", "operations", "messages", "access"];

/// The day of each comparison.
const DAY: &str = "2026-11-26";

/// A pair of documents.
struct Case {
    name: String,
    old: Value,
    new: Value,
    changes: Vec<String>,
}

fn texts(value: &Value) -> Vec<String> {
    let texts = value.as_array().expect("a list").iter();
    texts.map(|text| text.as_str().expect("a text").to_owned()).collect()
}

fn cases(area: &str) -> Vec<Case> {
    let text = fs::read_to_string(root().join(format!("tests/pairs/{area}.yaml"))).expect("a file");
    let list: Value = serde_yaml::from_str(&text).expect("YAML");
    let cases = list.as_array().expect("a list").iter().map(|case| Case {
        name: format!("{area}: {}", case["name"].as_str().expect("a name")),
        old: document(&case["old"]),
        new: document(&case["new"]),
        changes: texts(&case["changes"]),
    });
    cases.collect()
}

fn all() -> Vec<Case> {
    AREAS.iter().flat_map(|area| cases(area)).collect()
}

/// The document that the short form of a case stands for.
fn document(short: &Value) -> Value {
    let mut document = json!({"openapi": "3.1.0", "info": {"title": "Things", "version": "1.0.0"}, "paths": {}});
    let mut whole: Map<String, Value> = short.as_object().expect("an object").clone();
    let (sent, received) = (whole.remove("sent"), whole.remove("received"));
    let both = whole.remove("both");
    let operation = whole.remove("operation");
    for (key, value) in whole {
        document[key] = value;
    }
    if let Some(schema) = sent.as_ref().or(received.as_ref()).or(both.as_ref()) {
        document["components"]["schemas"]["Thing"] = schema.clone();
    }
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    if sent.is_some() || both.is_some() {
        document["paths"]["/things"]["post"] = json!({
            "operationId": "makeThing",
            "requestBody": {"required": true, "content": content},
            "responses": {"204": {"description": "Done."}},
        });
    }
    if received.is_some() || both.is_some() {
        document["paths"]["/things"]["get"] = json!({
            "operationId": "getThing",
            "responses": {"200": {"description": "It.", "content": content}},
        });
    }
    if let Some(mut operation) = operation {
        if operation["responses"].is_null() {
            operation["responses"] = json!({"204": {"description": "Done."}});
        }
        document["paths"]["/things/{id}"]["parameters"] =
            json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        document["paths"]["/things/{id}"]["post"] = operation;
    }
    document
}

#[track_caller]
fn compare_with(old: &Value, new: &Value, change: impl Fn(&mut Config)) -> Comparison {
    let read = |document: &Value| {
        let mut config = Config::single("things.json", "things");
        change(&mut config);
        let outcome = understand(&Memory::new([("things.json", document.to_string())]), &config);
        assert!(!outcome.diags.has_errors(), "{:?}", outcome.diags);
        (outcome, config)
    };
    let ((old_outcome, old_config), (new_outcome, new_config)) = (read(old), read(new));
    generator::changes(
        Edition { outcome: &old_outcome, config: &old_config },
        Edition { outcome: &new_outcome, config: &new_config },
        DAY,
    )
}

#[track_caller]
fn compare(old: &Value, new: &Value) -> Comparison {
    compare_with(old, new, |_| {})
}

/// The kind of each change, with its verdicts on the wire and in Rust.
fn verdicts(comparison: &Comparison) -> BTreeSet<String> {
    let changes = comparison.changes.iter().map(|told| &told.change);
    changes.map(|it| format!("{} {} {}", it.kind.as_str(), it.wire.as_str(), it.rust.as_str())).collect()
}

#[test]
fn each_pair_has_the_changes_that_a_person_finds() {
    let cases = all();
    assert!(cases.len() >= 100, "{}", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let comparison = compare(&case.old, &case.new);
        let expected: BTreeSet<String> = case.changes.iter().cloned().collect();
        let found = verdicts(&comparison);
        if found != expected {
            let report = comparison.report(ReportFormat::Text);
            let _ = writeln!(wrong, "{}\n  expected {expected:?}\n  found    {found:?}\n{report}", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_document_is_as_it_is() {
    for case in all() {
        let comparison = compare(&case.old, &case.old);
        assert!(comparison.changes.is_empty(), "{}: {:?}", case.name, comparison.changes);
    }
}

/// Two versions of which the second lacks a member of a request.
fn without_a_member() -> (Value, Value) {
    let thing = |members: Value| document(&json!({"sent": {"type": "object", "properties": members}}));
    (thing(json!({"name": {"type": "string"}, "tag": {"type": "string"}})), thing(json!({"name": {"type": "string"}})))
}

fn approved(what: &str, until: Option<&str>) -> Comparison {
    let (old, new) = without_a_member();
    compare_with(&old, &new, |config| {
        config.compare.approved.push(Approval {
            what: what.to_owned(),
            reason: "nobody sends it".to_owned(),
            until: until.map(str::to_owned),
        });
    })
}

#[test]
fn what_is_approved_needs_no_new_major_version() {
    let (old, new) = without_a_member();
    assert_eq!(compare(&old, &new).step(), Step::Major);
    for what in ["member-removed in type Thing: tag", "member-removed in type Thing: the member `tag` is gone"] {
        for until in [None, Some("2026-11-26"), Some("2027-01-01")] {
            let comparison = approved(what, until);
            assert_eq!(
                (comparison.step(), comparison.verdict()),
                (Step::Minor, Verdict::Compatible),
                "{what} {until:?}"
            );
            assert!(comparison.report(ReportFormat::Text).contains("approved: nobody sends it"));
        }
    }
}

#[test]
fn an_approval_that_ended_or_meets_nothing_is_told() {
    let expired = approved("member-removed in type Thing: tag", Some("2026-11-25"));
    assert_eq!(expired.step(), Step::Major);
    let text = expired.report(ReportFormat::Text);
    assert!(text.contains("ended on 2026-11-25: nobody sends it"), "{text}");

    let unused = approved("member-removed in type Things: tag", None);
    assert_eq!((unused.step(), unused.approvals.unused.len()), (Step::Major, 1));
    let text = unused.report(ReportFormat::Markdown);
    assert!(text.contains("meets no change"), "{text}");
}

#[test]
fn an_approval_is_of_one_change() {
    let thing = |members: &[&str]| {
        let members: Map<String, Value> =
            members.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
        document(&json!({"sent": {"type": "object", "properties": members}}))
    };
    let removed = |left: &[&str], what: &str| {
        let approve = |config: &mut Config| {
            let (what, reason) = (what.to_owned(), "nobody sends it".to_owned());
            config.compare.approved.push(Approval { what, reason, until: None });
        };
        compare_with(&thing(&["id", "born", "name"]), &thing(left), approve)
    };
    let born = removed(&["id", "name"], "member-removed in type Thing: born");
    assert_eq!(born.step(), Step::Minor);

    let both = removed(&["name"], "member-removed in type Thing: born");
    assert_eq!(both.step(), Step::Major);
    let left: Vec<String> = both.with(Verdict::Breaking).map(|told| both.approval_of(told)).collect();
    assert_eq!(left, ["member-removed in type Thing: id"]);

    // Without a name it may be of any, now or later.
    for left in [&["id", "name"][..], &["name"]] {
        let vague = removed(left, "member-removed in type Thing");
        assert_eq!((vague.step(), vague.approvals.vague.len()), (Step::Major, 1));
        let text = vague.report(ReportFormat::Text);
        assert!(text.contains("approves of nothing, since it is not of one change: write one of\n  member-removed in type Thing: born\n"), "{text}");
    }
}

#[test]
fn a_change_whose_name_another_one_has_is_approved_by_its_sentence() {
    let operation =
        |parameters: Value| document(&json!({"operation": {"operationId": "find", "parameters": parameters}}));
    let limit = |place: &str| json!({"name": "limit", "in": place, "schema": {"type": "string"}});
    let (old, new) = (operation(json!([limit("query"), limit("header")])), operation(json!([])));
    let approved = |what: &str| {
        compare_with(&old, &new, |config| {
            let (what, reason) = (what.to_owned(), "nobody sends it".to_owned());
            config.compare.approved.push(Approval { what, reason, until: None });
        })
    };
    let of_both = approved("parameter-removed in POST /things/{id}: limit");
    assert_eq!((of_both.with(Verdict::Breaking).count(), of_both.approvals.vague.len()), (2, 1));
    let of_one = approved("parameter-removed in POST /things/{id}: the parameter `limit` of the header is gone");
    let left: Vec<&str> = of_one.with(Verdict::Breaking).map(|told| told.change.what.as_str()).collect();
    assert_eq!(left, ["the parameter `limit` of the query is gone"]);
}

#[test]
fn the_version_that_follows_is_that_of_cargo() {
    let (old, new) = without_a_member();
    let versions = |old_version: &str, new_version: &str| {
        let (mut old, mut new) = (old.clone(), new.clone());
        (old["info"]["version"], new["info"]["version"]) = (json!(old_version), json!(new_version));
        let comparison = compare(&old, &new);
        (comparison.next_version().map(|next| next.to_string()), comparison.is_told())
    };
    assert_eq!(versions("1.2.3", "1.3.0"), (Some("2.0.0".to_owned()), Some(false)));
    assert_eq!(versions("1.2.3", "2.0.0"), (Some("2.0.0".to_owned()), Some(true)));
    assert_eq!(versions("0.2.3", "0.3.0"), (Some("0.3.0".to_owned()), Some(true)));
}

#[test]
fn a_change_has_its_place_its_reason_and_what_a_caller_sees() {
    let (old, new) = without_a_member();
    assert_snapshot!(compare(&old, &new).report(ReportFormat::Text));
    assert_snapshot!(compare(&old, &new).report(ReportFormat::Markdown));
    assert_snapshot!(compare(&old, &new).report(ReportFormat::Json));
}

#[test]
fn modules_that_only_one_version_has_are_apis_of_their_own() {
    let (old, new) = without_a_member();
    let comparison = compare_with(&old, &new, |config| config.package.name = "things".to_owned());
    assert_eq!(comparison.changes.len(), 1);
    let read = |module: Option<&str>| {
        let mut config = Config::single("things.json", "things");
        for api in &mut config.apis {
            api.module = module.map(str::to_owned);
        }
        (understand(&Memory::new([("things.json", old.to_string())]), &config), config)
    };
    let ((was, was_config), (is, is_config)) = (read(None), read(Some("v1")));
    let comparison = generator::changes(
        Edition { outcome: &was, config: &was_config },
        Edition { outcome: &is, config: &is_config },
        DAY,
    );
    let expected = ["api-added compatible compatible", "api-removed breaking breaking"];
    assert_eq!(verdicts(&comparison), expected.map(str::to_owned).into());
}

#[test]
fn the_crate_itself_is_compared() {
    let (old, _) = without_a_member();
    let read = |name: &str, modules: Modules| {
        let config = Config { modules, ..Config::single("things.json", name) };
        (understand(&Memory::new([("things.json", old.to_string())]), &config), config)
    };
    let compared = |(was, was_config): &(Outcome, Config), (is, is_config): &(Outcome, Config)| {
        let old = Edition { outcome: was, config: was_config };
        verdicts(&generator::changes(old, Edition { outcome: is, config: is_config }, DAY))
    };
    let (whole, parts) = (read("a", Modules::Always), read("a", Modules::OnByDefault));
    assert_eq!(compared(&whole, &parts), ["feature-added unchanged compatible".to_owned()].into());
    assert_eq!(compared(&parts, &whole), ["feature-removed unchanged breaking".to_owned()].into());
    let named = read("b", Modules::Always);
    assert_eq!(compared(&whole, &named), ["crate-renamed unchanged breaking".to_owned()].into());
}

/// The changes of a crate whose document and configuration are these before and after, each in a line.
#[track_caller]
fn of_crate(old: (&Value, &dyn Fn(&mut Config)), new: (&Value, &dyn Fn(&mut Config))) -> BTreeSet<String> {
    let read = |(document, change): (&Value, &dyn Fn(&mut Config))| {
        let mut config = Config::single("things.json", "things");
        change(&mut config);
        let outcome = understand(&Memory::new([("things.json", document.to_string())]), &config);
        assert!(!outcome.diags.has_errors(), "{:?}", outcome.diags);
        (outcome, config)
    };
    let ((was, was_config), (is, is_config)) = (read(old), read(new));
    let old = Edition { outcome: &was, config: &was_config };
    let comparison = generator::changes(old, Edition { outcome: &is, config: &is_config }, DAY);
    let lines = comparison.changes.iter().map(|told| {
        let change = &told.change;
        format!("{} {}: {}", change.rust.as_str(), change.kind.as_str(), change.what)
    });
    lines.collect()
}

fn lines(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

const THINGS_NEEDED: &str =
    "breaking feature-needed: what was there by default is there only with the Cargo feature `things`";

#[test]
fn what_was_there_by_default_and_needs_a_feature_breaks_programs() {
    let (document, _) = without_a_member();
    let policy = |modules: Modules| move |config: &mut Config| config.modules = modules;
    let compared = |old, new| of_crate((&document, &policy(old)), (&document, &policy(new)));
    let all = "compatible feature-added: the Cargo feature `all-modules` is new";
    assert_eq!(compared(Modules::Always, Modules::OffByDefault), lines(&[THINGS_NEEDED, all]));
    let all = "breaking feature-needed: what was there by default is there only with the Cargo feature `all-modules`";
    assert_eq!(compared(Modules::OnByDefault, Modules::OffByDefault), lines(&[THINGS_NEEDED, all]));
    assert_eq!(compared(Modules::OffByDefault, Modules::OnByDefault), lines(&[]));

    // A module that is new takes nothing away, and a model that no operation mentions was there as well.
    let mut more = document.clone();
    more["paths"]["/dogs"] = json!({"get": {"operationId": "dogs", "responses": {"204": {"description": "Done."}}}});
    more["components"]["schemas"]["Alone"] = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let mut before = document.clone();
    before["components"]["schemas"]["Alone"] = more["components"]["schemas"]["Alone"].clone();
    let found = of_crate((&before, &policy(Modules::Always)), (&more, &policy(Modules::OffByDefault)));
    let of_features: BTreeSet<String> = found.into_iter().filter(|line| line.contains("Cargo feature")).collect();
    let expected = [
        THINGS_NEEDED,
        "breaking feature-needed: what was there by default is there only with the Cargo feature `other-models`",
        "compatible feature-added: the Cargo feature `all-modules` is new",
        "compatible feature-added: the Cargo feature `dogs` is new",
    ];
    assert_eq!(of_features, lines(&expected));
}

#[test]
fn a_document_that_grows_past_the_number_that_divides_its_crate_breaks_programs() {
    let (document, _) = without_a_member();
    let grown = |operations: usize| {
        let mut grown = document.clone();
        for number in 0..operations {
            grown["paths"][format!("/things/{number}")] = json!({"get": {"operationId": format!("thing{number}"), "responses": {"204": {"description": "Done."}}}});
        }
        grown
    };
    let found = of_crate((&document, &|_| {}), (&grown(2_100), &|_| {}));
    assert!(found.contains(THINGS_NEEDED), "{:?}", found.iter().take(3).collect::<Vec<_>>());
    let found = of_crate((&document, &|_| {}), (&grown(100), &|_| {}));
    assert!(!found.iter().any(|line| line.contains("feature")), "{found:?}");
}

#[test]
fn a_feature_that_the_configuration_brought_is_gone_with_it() {
    let (document, _) = without_a_member();
    let batches = |config: &mut Config| {
        let rule = BatchRule { scheme: BatchScheme::ODataJson, path: "/$batch".to_owned(), limit: 20 };
        config.batch = Some(rule);
    };
    let found = of_crate((&document, &batches), (&document, &|_| {}));
    assert_eq!(found, lines(&["breaking feature-removed: the Cargo feature `batch` is gone"]));
    let found = of_crate((&document, &|_| {}), (&document, &batches));
    assert_eq!(found, lines(&["compatible feature-added: the Cargo feature `batch` is new"]));
}

#[test]
fn a_feature_that_was_on_by_default_and_is_not_breaks_programs() {
    let (without, _) = without_a_member();
    let mut with = without.clone();
    with["components"]["securitySchemes"]["login"] = json!({"type": "oauth2", "flows": {"clientCredentials": {
        "tokenUrl": "https://things.example/token", "scopes": {}}}});
    let found = of_crate((&with, &|_| {}), (&without, &|_| {}));
    let expected = "breaking feature-needed: what was there by default is there only with the Cargo feature `oauth2`";
    assert!(found.contains(expected), "{found:?}");
}

/// What a Rust caller sees of each pair of the table, in one page.
#[test]
fn a_caller_sees_what_changed() {
    let mut page = String::new();
    for case in all() {
        let comparison = compare(&case.old, &case.new);
        let _ = writeln!(page, "{}", case.name);
        for told in &comparison.changes {
            let change = &told.change;
            let alone = if change.area == Area::Rust { &change.what } else { "" };
            for seen in change.in_rust.iter().map(String::as_str).chain([alone]).filter(|seen| !seen.is_empty()) {
                let _ = writeln!(page, "  {}: {seen}", change.kind.as_str());
            }
        }
    }
    assert_snapshot!(page);
}

/// The kinds that no case of the table has, each with where it is tried.
const TRIED_ELSEWHERE: &[(ChangeKind, &str)] = &[
    (ChangeKind::ApiAdded, "modules_that_only_one_version_has_are_apis_of_their_own"),
    (ChangeKind::ApiRemoved, "modules_that_only_one_version_has_are_apis_of_their_own"),
    (ChangeKind::CrateRenamed, "the_crate_itself_is_compared"),
    (ChangeKind::FeatureAdded, "the_crate_itself_is_compared"),
    (ChangeKind::FeatureRemoved, "the_crate_itself_is_compared"),
    (ChangeKind::FeatureNeeded, "what_was_there_by_default_and_needs_a_feature_breaks_programs"),
    // These are told with a change of the document as their reason, wherever there is one: see the snapshot.
    (ChangeKind::FunctionAdded, "a_caller_sees_what_changed"),
    (ChangeKind::FunctionRemoved, "a_caller_sees_what_changed"),
    (ChangeKind::ResultChanged, "a_caller_sees_what_changed"),
    (ChangeKind::HelperAdded, "a_caller_sees_what_changed"),
    (ChangeKind::HelperRemoved, "a_caller_sees_what_changed"),
    (ChangeKind::RustTypeChanged, "a_caller_sees_what_changed"),
    (ChangeKind::FieldAdded, "a_caller_sees_what_changed"),
    (ChangeKind::FieldRemoved, "a_caller_sees_what_changed"),
    (ChangeKind::FieldChanged, "a_caller_sees_what_changed"),
    (ChangeKind::RustVariantAdded, "a_caller_sees_what_changed"),
    (ChangeKind::RustVariantChanged, "a_caller_sees_what_changed"),
    (ChangeKind::ConversionAdded, "a_caller_sees_what_changed"),
    (ChangeKind::ConversionRemoved, "a_caller_sees_what_changed"),
    (ChangeKind::ConstantAdded, "a_caller_sees_what_changed"),
    (ChangeKind::ConstantRemoved, "a_caller_sees_what_changed"),
];

#[test]
fn each_kind_has_a_case() {
    let had: BTreeSet<String> =
        all().iter().flat_map(|case| &case.changes).filter_map(|it| it.split(' ').next()).map(str::to_owned).collect();
    let elsewhere = |kind: &ChangeKind| TRIED_ELSEWHERE.iter().any(|(other, _)| other == kind);
    let lacking = ChangeKind::ALL.iter().filter(|kind| !elsewhere(kind) && !had.contains(kind.as_str()));
    let lacking: Vec<&str> = lacking.map(|kind| kind.as_str()).collect();
    assert_eq!(lacking, [""; 0]);
}

#[test]
fn the_first_number_that_is_not_zero_is_the_major_one() {
    let next = |version: &str, step| Version::parse(version).map(|version| version.after(step).to_string());
    let expected = [
        ("1.4.2", Step::Major, "2.0.0"),
        ("1.4.2", Step::Minor, "1.5.0"),
        ("1.4.2", Step::Patch, "1.4.3"),
        ("1.4.2", Step::None, "1.4.2"),
        ("0.4.2", Step::Major, "0.5.0"),
        ("0.4.2", Step::Minor, "0.4.3"),
        ("0.4.2", Step::Patch, "0.4.3"),
        ("0.0.2", Step::Major, "0.0.3"),
        ("0.0.2", Step::Minor, "0.0.3"),
    ];
    for (version, step, after) in expected {
        assert_eq!(next(version, step).as_deref(), Some(after), "{version} {step:?}");
    }
    assert_eq!(Version::parse("1.2.3-rc.1"), Version::parse("1.2.3"));
    assert_eq!(["", "1", "1.2", "1.2.3.4", "v1.2.3"].map(Version::parse), [None; 5]);
}

#[test]
fn each_check_of_oasdiff_that_a_pair_names_is_in_the_report() {
    let report = fs::read_to_string(root().join("tests/reports/compare.md")).expect("the report");
    let told: BTreeSet<&str> = code_spans(&report).collect();
    let mut named = BTreeSet::new();
    for area in AREAS {
        let text = fs::read_to_string(root().join(format!("tests/pairs/{area}.yaml"))).expect("a file");
        let pairs: Value = serde_yaml::from_str(&text).expect("YAML");
        named.extend(pairs.as_array().expect("a list").iter().flat_map(|pair| texts(&pair["oasdiff"])));
    }
    assert!(named.len() > 90, "{}", named.len());
    let missing: Vec<&String> = named.iter().filter(|check| !told.contains(check.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
