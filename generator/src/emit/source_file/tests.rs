//! What a file imports: what is printed in it, and nothing else.

use std::collections::BTreeSet;

use quote::quote;

use super::{Module, SourceFile, import};
use crate::emit::rust_type::{Generic, RustType};
use crate::names::Name;

fn model(name: &str) -> RustType {
    RustType::Model(Name::new(name))
}

fn models(own: &[&str]) -> SourceFile {
    SourceFile::defining_models("Pets", own.iter().map(|name| Name::new(name)).collect::<BTreeSet<_>>())
}

#[test]
fn a_file_that_prints_no_type_imports_nothing() {
    let mut file = SourceFile::about("The API.");
    file.text("pub mod models;");
    file.item(quote!(
        pub struct Own;
    ));
    assert_eq!(file.finish(), "//! The API.\n\npub mod models;\n\npub struct Own;\n");
}

#[test]
fn a_file_of_models_imports_each_model_that_it_does_not_define() {
    let mut file = models(&["Pet"]);
    assert_eq!(file.ty(&model("Pet").vec()), "Vec<Pet>");
    assert_eq!(file.ty(&model("Toy")), "Toy");
    assert_eq!(file.ty(&model("Owner").option()), "Option<Owner>");
    file.text("pub type Pets = Vec<Pet>;");
    assert_eq!(file.finish(), "//! Pets\n\nuse super::{Owner, Toy};\n\npub type Pets = Vec<Pet>;\n");
}

#[test]
fn a_file_of_operations_imports_the_module_of_models() {
    let mut file = SourceFile::about("Operations.");
    assert_eq!(file.ty(&model("Pet").inside(Generic::Events)), "rt::Events<models::Pet>");
    assert_eq!(file.finish(), "//! Operations.\n\nuse super::models;\nuse crate::runtime as rt;\n");
}

#[test]
fn a_table_imports_the_runtime() {
    let mut file = models(&[]);
    file.table("rt::record! {}");
    assert_eq!(file.finish(), "//! Pets\n\nuse crate::runtime as rt;\n\nrt::record! {}\n");
}

#[test]
fn a_static_of_another_module_is_named_by_its_path_and_handed_down_by_the_module_around() {
    let mut file = SourceFile::about("Operations.");
    assert_eq!(file.path(Module::Servers, &Name::new("MAIN")), "super::servers::MAIN");
    file.ty(&model("Pet"));
    assert_eq!(file.modules().map(|module| module.to_string()).collect::<Vec<_>>(), ["models", "servers"]);
    assert_eq!(file.finish(), "//! Operations.\n\nuse super::models;\n");
}

#[test]
fn many_imports_are_broken_into_lines() {
    assert_eq!(import("use super", &["Pet"]), "use super::Pet;\n");
    assert_eq!(import("use super", &["Pet", "Toy"]), "use super::{Pet, Toy};\n");
    let names: Vec<String> = (10..40).map(|number| format!("Model{number}")).collect();
    let text = import("use super", &names);
    assert!(text.starts_with("use super::{\n    Model10, Model11,"), "{text}");
    assert!(text.ends_with("Model39,\n};\n"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 120), "{text}");
    assert_eq!(text.matches("Model").count(), names.len());
}
