//! Requests of the cases: what stands in the URL, the headers and the body.

use cases::{operations_bodies_and_answers, operations_parameters};

#[test]
fn parameters_stand_where_and_how_the_document_says() {
    use operations_parameters::ids::{First, Key};
    use operations_parameters::{models::ThingListFilter, thing};
    let params = thing::ListParams::new("0a0b0c0d-0000-4000-8000-000000000000".parse::<cases::Uuid>().expect("a uuid"))
        .top(5)
        .tags(["a b", "c&d"])
        .filter(ThingListFilter::new().a("1/2"))
        .session("s")
        .json([1, 2]);
    let request = thing::list(First("1=2"), ["x", "y/z"], Key("$odd"), params);
    request.check().expect("nothing is wrong");
    assert_eq!(request.path(), "/a/1%3D2/b/x/b/y%2Fz('%24odd')");
    let query = request.query().expect("a query");
    assert_eq!(query, "$top=5&tags=a%20b,c%26d&filter%5Ba%5D=1%2F2&json=%5B1%2C2%5D");
    let headers = request.headers();
    assert_eq!(headers["x-trace"], "0a0b0c0d-0000-4000-8000-000000000000");
    assert_eq!(headers["cookie"], "session=s");
}

#[test]
fn a_documented_default_is_left_to_the_server() {
    use operations_parameters::ids::{First, Key};
    use operations_parameters::thing;
    let trace = "0a0b0c0d-0000-4000-8000-000000000000".parse::<cases::Uuid>().expect("a uuid");
    assert_eq!(thing::list(First("a"), ["b"], Key("c"), thing::ListParams::new(trace)).query(), None);
}

#[test]
fn each_media_type_of_a_body_is_written_its_own_way() {
    use operations_bodies_and_answers::models::{Thing, UploadFormDataBody};
    use operations_bodies_and_answers::upload::{UploadBody, upload};
    let sent = |body: UploadBody| {
        let request = upload(body);
        let mime = request.headers()["content-type"].to_str().expect("text").to_owned();
        (mime, String::from_utf8_lossy(request.body_bytes().expect("a body")).into_owned())
    };
    assert_eq!(sent(UploadBody::Json(Thing::new().a("1"))), ("application/json".to_owned(), r#"{"a":"1"}"#.to_owned()));
    assert_eq!(sent(UploadBody::Text("plain".to_owned())).1, "plain");
    let (mime, body) = sent(UploadBody::Multipart(UploadFormDataBody::new().file(vec![1_u8, 2])));
    assert!(mime.starts_with("multipart/form-data; boundary="), "{mime}");
    assert!(body.contains("name=\"file\"") && body.contains("image/png"), "{body}");
}
