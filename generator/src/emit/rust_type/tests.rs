//! How each kind of type is written, and what a file must import for it.

use super::{Generic, ImportStyle, Mention, RustType};
use crate::ir::Scalar;
use crate::names::Name;

const EXAMPLE: ImportStyle = ImportStyle::Example { root: "shop" };
const NOTHING: ImportStyle = ImportStyle::Nothing { root: "shop", api: "shop::v1" };

fn pet() -> RustType {
    RustType::Model(Name::new("Pet"))
}

#[track_caller]
fn assert_written(ty: &RustType, style: ImportStyle, expected: &str) {
    assert_eq!(ty.display(style).to_string(), expected);
}

/// What is imported for a type: `rt`, and models by their names.
fn mentions(ty: &RustType) -> Vec<String> {
    let mut found = Vec::new();
    ty.mentions(&mut |mention| {
        found.push(match mention {
            Mention::Runtime => "rt".to_owned(),
            Mention::Model(name) => name.to_string(),
        });
    });
    found
}

#[test]
fn a_model_is_written_by_what_is_imported() {
    assert_written(&pet(), ImportStyle::Models, "Pet");
    assert_written(&pet(), ImportStyle::Operations, "models::Pet");
    assert_written(&pet(), EXAMPLE, "models::Pet");
    assert_written(&pet(), NOTHING, "shop::v1::models::Pet");
}

#[test]
fn a_type_of_the_runtime_is_written_by_what_is_imported() {
    let date = RustType::Scalar(Scalar::Date);
    assert_written(&date, ImportStyle::Models, "rt::Date");
    assert_written(&date, ImportStyle::Operations, "rt::Date");
    assert_written(&date, EXAMPLE, "shop::Date");
    assert_written(&date, NOTHING, "shop::Date");
}

#[test]
fn what_the_language_has_and_what_the_file_defines_is_written_alike_everywhere() {
    let local = RustType::Local(Name::new("SendBody"));
    for style in [ImportStyle::Models, ImportStyle::Operations, EXAMPLE, NOTHING] {
        assert_written(&RustType::Unit, style, "()");
        assert_written(&RustType::STRING, style, "String");
        assert_written(&RustType::Scalar(Scalar::U64), style, "u64");
        assert_written(&local, style, "SendBody");
    }
}

#[test]
fn a_name_that_is_a_keyword_is_raw() {
    assert_written(&RustType::Model(Name::new("type")), ImportStyle::Operations, "models::r#type");
    assert_written(&RustType::Local(Name::new("Self")), ImportStyle::Operations, "Self_");
}

#[test]
fn every_scalar_has_a_type() {
    let scalars = [
        (Scalar::Bool, "bool"),
        (Scalar::I8, "i8"),
        (Scalar::I16, "i16"),
        (Scalar::I32, "i32"),
        (Scalar::I64, "i64"),
        (Scalar::U8, "u8"),
        (Scalar::U16, "u16"),
        (Scalar::U32, "u32"),
        (Scalar::U64, "u64"),
        (Scalar::F64, "f64"),
        (Scalar::String, "String"),
        (Scalar::DateTime, "rt::DateTime"),
        (Scalar::Date, "rt::Date"),
        (Scalar::Time, "rt::Time"),
        (Scalar::Duration, "rt::Duration"),
        (Scalar::HttpDate, "rt::HttpDate"),
        (Scalar::UnixTime, "rt::UnixTime"),
        (Scalar::Seconds, "rt::Seconds"),
        (Scalar::Milliseconds, "rt::Milliseconds"),
        (Scalar::Uuid, "rt::Uuid"),
        (Scalar::Decimal, "rt::Decimal"),
        (Scalar::DecimalString, "rt::DecimalString"),
        (Scalar::Base64, "rt::Base64"),
        (Scalar::Base64Url, "rt::Base64Url"),
        (Scalar::Bytes, "rt::RequestBody"),
        (Scalar::Secret, "rt::Secret"),
    ];
    for (scalar, expected) in scalars {
        let ty = RustType::Scalar(scalar);
        assert_written(&ty, ImportStyle::Operations, expected);
        assert_eq!(mentions(&ty), if expected.starts_with("rt::") { vec!["rt"] } else { vec![] });
    }
}

#[test]
fn types_around_types_are_written_from_the_outside_in() {
    let written = [
        (pet().option(), "Option<models::Pet>"),
        (pet().vec().option(), "Option<Vec<models::Pet>>"),
        (pet().option().vec(), "Vec<Option<models::Pet>>"),
        (pet().boxed(), "Box<models::Pet>"),
        (pet().inside(Generic::Patch), "rt::Patch<models::Pet>"),
        (pet().inside(Generic::ErasedBox).inside(Generic::Map), "rt::Map<rt::ErasedBox<models::Pet>>"),
        (RustType::STRING.inside(Generic::CommaSeparated), "rt::CommaSeparated<String>"),
        (RustType::Json.inside(Generic::Events), "rt::Events<rt::Json>"),
        (pet().inside(Generic::JsonLines), "rt::JsonLines<models::Pet>"),
    ];
    for (ty, expected) in &written {
        assert_written(ty, ImportStyle::Operations, expected);
    }
    assert_written(&pet().inside(Generic::Map).vec(), NOTHING, "Vec<shop::Map<shop::v1::models::Pet>>");
}

#[test]
fn a_type_mentions_what_is_inside_it() {
    assert_eq!(mentions(&RustType::Unit), [""; 0]);
    assert_eq!(mentions(&RustType::Local(Name::new("SendBody")).option()), [""; 0]);
    assert_eq!(mentions(&RustType::STRING.vec()), [""; 0]);
    assert_eq!(mentions(&pet().vec().option()), ["Pet"]);
    assert_eq!(mentions(&pet().boxed().inside(Generic::Map)), ["rt", "Pet"]);
    assert_eq!(mentions(&RustType::Json.vec()), ["rt"]);
}

#[test]
fn only_what_has_literals_is_taken_as_it_is() {
    let primitive = [Scalar::Bool, Scalar::I32, Scalar::I64, Scalar::U64, Scalar::F64];
    assert!(primitive.iter().all(|scalar| RustType::Scalar(*scalar).is_primitive()));
    let others = [RustType::STRING, RustType::Scalar(Scalar::Decimal), RustType::Json, RustType::Unit, pet()];
    assert!(!others.iter().any(RustType::is_primitive));
    assert!(!RustType::Scalar(Scalar::I64).option().is_primitive());
}

#[test]
fn a_model_that_is_called_like_a_type_of_the_runtime_is_another_type() {
    assert_ne!(RustType::Model(Name::new("Json")), RustType::Json);
    assert_ne!(RustType::Model(Name::new("String")), RustType::STRING);
}
