//! `codegen.toml`: what it gives, and what is said when it is at fault.

use generator::{Config, Examples, Memory, Modules, Policy, Style, crate_name, is_crate_name, render};
use insta::assert_snapshot;

fn load(text: &str) -> Result<Config, String> {
    Config::load(&Memory::new([("specs/codegen.toml", text)]), "specs/codegen.toml")
        .map_err(|rejected| render(&rejected.diags, &rejected.sources, Style::Plain))
}

fn refused(text: &str) -> String {
    load(text).unwrap_err()
}

#[test]
fn documents_are_relative_to_the_file() {
    let config = load(
        r#"
        [package]
        name = "msgraph"
        version = "0.1.0"
        license = "MIT OR Apache-2.0"
        [[api]]
        module = "v1_0"
        documents = ["v1.0/user.yaml", "../other/contact.yaml"]
        [[api]]
        documents = ["beta/user.yaml"]
        "#,
    )
    .unwrap();
    assert_eq!(config.package.name, "msgraph");
    assert_eq!(config.apis[0].module.as_deref(), Some("v1_0"));
    assert_eq!(config.apis[1].module, None);
    assert_eq!(config.documents(), ["specs/v1.0/user.yaml", "other/contact.yaml", "specs/beta/user.yaml"]);
    assert_eq!(
        (config.examples, config.warnings, config.losses),
        (Examples::Doctests, Policy::Reported, Policy::Reported)
    );
}

#[test]
fn a_policy_is_a_word() {
    let config =
        load("examples = 'omitted'\nwarnings = 'refused'\nlosses = 'refused'\nmodules = 'off-by-default'\npackage = {name = 'a'}\napi = [{documents = ['a.yaml']}]\n")
            .unwrap();
    assert_eq!(
        (config.examples, config.warnings, config.losses),
        (Examples::Omitted, Policy::Refused, Policy::Refused)
    );
    assert_eq!(config.modules, Modules::OffByDefault);
}

#[test]
fn one_document_gives_a_crate_of_its_own() {
    let config = Config::single("./specs/pet store.yaml", "pets");
    assert_eq!(config.documents(), ["specs/pet store.yaml"]);
    assert_eq!((config.apis[0].module.as_deref(), config.examples), (None, Examples::Omitted));
}

#[test]
fn faults_have_their_place() {
    let api = "[[api]]\ndocuments = ['a.yaml']\n";
    let all = [
        refused("[package\nname = 'x'\n"),
        refused(&format!("[package]\nname = 'x'\nnmae = 'y'\n{api}")),
        refused(&format!("[package]\nversion = '1.0.0'\n{api}")),
        refused(&format!("[package]\nname = 'type'\n{api}")),
        refused(&format!("examples = 'sometimes'\n[package]\nname = 'x'\n{api}")),
        refused(&format!("[package]\nname = 'x'\n{api}{api}")),
        refused("[package]\nname = 'x'\n"),
        refused("[package]\nname = 'x'\n[[api]]\nmodule = 'v1.0'\n"),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn a_version_is_one_that_cargo_reads() {
    let with =
        |version: &str| format!("[package]\nname = 'x'\nversion = '{version}'\n[[api]]\ndocuments = ['a.yaml']\n");
    for version in ["1.2.3", "0.0.1-alpha.1", "1.2.3+a-b", "1.2.3-rc.1+5"] {
        assert_eq!(load(&with(version)).unwrap().package.version.as_deref(), Some(version));
    }
    for version in ["1.x", "1", "1.2", "01.2.3", "+1.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3+ä", ""] {
        let said = refused(&with(version));
        assert!(said.contains("codegen.toml:3:11\n") && said.contains("is no version that Cargo reads"), "{said}");
    }
}

#[test]
fn a_document_is_named_once() {
    let said = refused("[package]\nname = 'x'\n[[api]]\ndocuments = ['a.yaml', './a.yaml']\n");
    assert!(
        said.contains("the document `specs/a.yaml` is named twice") && said.contains("codegen.toml:4:24"),
        "{said}"
    );
}

#[test]
fn a_module_is_no_device_of_windows() {
    let said = refused("[package]\nname = 'x'\n[[api]]\nmodule = 'con'\ndocuments = ['a.yaml']\n");
    assert!(said.contains("`con` is not a valid module name"), "{said}");
}

#[test]
fn a_missing_file_is_named() {
    let rejected = Config::load(&Memory::default(), "specs/codegen.toml").unwrap_err();
    assert_snapshot!(render(&rejected.diags, &rejected.sources, Style::Plain));
}

#[test]
fn a_crate_name_is_made_of_any_text() {
    let names = ["Pet Store (v1)", "über", "", "3d", "type", "a__b", "日本"].map(crate_name);
    assert_eq!(names, ["pet-store-v1", "ber", "client", "api-3d", "api-type", "a-b", "client"]);
    assert!(names.iter().all(|name| is_crate_name(name)));
}

#[test]
fn batches_have_a_path_and_a_limit() {
    let with = |batch: &str| format!("batch = {batch}\npackage = {{name = 'a'}}\napi = [{{documents = ['a.yaml']}}]\n");
    let batch = load(&with("{scheme = 'odata-json', path = '/$batch'}")).unwrap().batch.unwrap();
    assert_eq!((batch.path.as_str(), batch.limit), ("/$batch", 20));
    let fault = |batch: &str| refused(&with(batch));
    let path = fault("{scheme = 'odata-json', path = 'batch'}");
    assert!(path.contains("`batch` is not the path of a URL") && path.contains("with `/` before it"), "{path}");
    let limit = fault("{scheme = 'odata-json', path = '/b', limit = 0}");
    assert!(limit.contains("a batch of 0 requests sends nothing"), "{limit}");
    let scheme = fault("{scheme = 'multipart', path = '/b'}");
    assert!(scheme.contains("unknown variant `multipart`"), "{scheme}");
}
