//! Whole calls: parameters beside a body, which success it is, and errors with a code and with causes.

use cases::MockResponse;
use cases::conformance_calls::jobs;
use cases::conformance_calls::models::{JobMergePatch, JobsSetBody};

use crate::{answered, exchange, header, query};

const JOB: &str = r#"{"id":7,"name":"n","tag":"t","properties":{"summary":{"text":"s"}}}"#;

#[test]
fn a_list_has_its_parameters_and_its_page() {
    let params = jobs::ListParams::new("v1").top(5).filter("id lt 10").select(["id", "na me"]);
    let page = format!(r#"{{"value":[{JOB}],"nextLink":"https://example.com/jobs?page=2"}}"#);
    let (request, outcome) = exchange(jobs::list(params), MockResponse::new(200, "application/json", page));
    assert_eq!(query(&request), ["api-version=v1", "top=5", "filter=id%20lt%2010", "select=id", "select=na%20me"]);
    let page = outcome.expect("a page").into_body();
    assert_eq!((page.value[0].id, page.next_link.is_some()), (7, true));
}

#[test]
fn an_empty_version_is_refused_before_it_is_sent() {
    let error = jobs::list(jobs::ListParams::new("")).check().expect_err("it is empty").to_string();
    assert!(error.contains("`api-version`"), "{error}");
}

#[test]
fn successes_of_one_type_are_that_type_and_the_status_tells_them_apart() {
    let change = jobs::change(7, JobMergePatch::new().name("n"), jobs::ChangeParams::new("v1"));
    let (request, outcome) = exchange(change, MockResponse::json(201, JOB));
    assert_eq!((request.method().as_str(), request.uri().path()), ("PATCH", "/jobs/7"));
    assert_eq!(request.body().as_ref(), br#"{"name":"n"}"#);
    let response = outcome.expect("a job");
    assert_eq!((response.status().as_u16(), response.body().tag.as_deref()), (201, Some("t")));
}

#[test]
fn a_body_that_has_no_name_stands_beside_path_query_and_header() {
    let set = || jobs::set(7, JobsSetBody::new([1, 2]).note("n"), jobs::SetParams::new("v1", "b"));
    let (request, outcome) = exchange(set(), MockResponse::empty(202));
    assert_eq!((request.uri().path(), query(&request)), ("/jobs/7", vec!["api-version=v1"]));
    assert_eq!(header(&request, "x-bench"), Some("b"));
    assert_eq!(request.body().as_ref(), br#"{"steps":[1,2],"note":"n"}"#);
    let response = outcome.expect("later");
    assert_eq!((response.status().as_u16(), response.body().is_none()), (202, true));
    assert!(answered(set(), MockResponse::empty(204)).is_none());
    assert_eq!(answered(set(), MockResponse::json(200, JOB)).map(|job| job.id), Some(7));
}

#[test]
fn an_action_stands_after_a_colon() {
    let request = jobs::export(7, jobs::ExportParams::new("json"));
    assert_eq!((request.path(), request.query().as_deref()), ("/jobs/7:export", Some("format=json")));
}

#[test]
fn an_error_has_its_code_its_header_and_its_causes() {
    let fault = r#"{"error":{"code":"NotFound","message":"m","details":[{"code":"A","message":"a"}],"innererror":{"code":"B","innererror":{"code":"C"}}}}"#;
    let answer = MockResponse::json(404, fault).header("X-Error-Code", "NotFound");
    let error = exchange(jobs::export(7, jobs::ExportParams::new("json")), answer).1.err().expect("a fault");
    assert_eq!((error.status(), error.code()), (Some(cases::StatusCode::NOT_FOUND), Some("NotFound")));
    let problem = &error.body().expect("a body").error;
    let inner = problem.innererror.as_ref().and_then(|inner| inner.innererror.as_ref()?.code.as_deref());
    assert_eq!((inner, problem.details.as_ref().map(|details| details[0].code.as_str())), (Some("C"), Some("A")));
    let cases::Error::Api(error) = error else { panic!("{error}") };
    assert_eq!(error.response().headers()["x-error-code"], "NotFound");
}
