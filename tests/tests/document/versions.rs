//! Which versions are read, and what is said about others.

use crate::support::{document, read};

#[test]
fn versions_3_0_and_3_1_are_read() {
    for version in ["3.0.0", "3.0.4", "3.1.0", "3.1.1"] {
        assert!(read(&document(version, "")).findings.is_empty(), "{version}");
    }
}

#[test]
fn version_3_2_is_read_as_3_1() {
    let read = read(&document("3.2.0", ""));
    assert!(read.bundle.is_some());
    let told =
        "N0603 /openapi: OpenAPI 3.2 is read by the rules of 3.1; what 3.2 adds is read too, or told where it stands";
    assert_eq!(read.findings, [told]);
}

#[test]
fn an_unquoted_version_is_read() {
    let read = read(&document("3.1", ""));
    assert!(read.bundle.is_some());
    assert_eq!(read.findings.len(), 1);
    assert!(read.findings[0].starts_with("W0309 /openapi: the version 3.1"), "{:?}", read.findings);
}

#[test]
fn swagger_2_gets_one_clear_error() {
    let read = read("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n");
    assert!(read.bundle.is_none());
    assert_eq!(read.findings, ["E0104 /swagger: Swagger 2.0 is not supported"]);
}

#[test]
fn what_is_no_openapi_is_refused() {
    let read = read("title: x\n");
    assert!(read.bundle.is_none());
    assert_eq!(read.findings.len(), 1);
    assert!(read.findings[0].starts_with("E0104 : this is not an OpenAPI document"), "{:?}", read.findings);
}

#[test]
fn a_document_without_info_and_paths_is_read() {
    let read = read("openapi: 3.1.0\n");
    assert_eq!(read.at("/info/title"), "API");
    assert_eq!(read.findings, ["W0309 : the document has no `info`; the API is called \"API\""]);
}
