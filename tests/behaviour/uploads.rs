//! Bodies and parts that the documents call binary: they are files and streams too.

use cases::{Replay, RequestBody, operations_bodies, operations_multipart};

/// A file with this content.
fn file(name: &str, content: &[u8]) -> RequestBody {
    let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("written");
    RequestBody::file(path).expect("a file")
}

#[test]
fn octets_are_a_file_or_a_stream() {
    let request = operations_bodies::bytes::bytes(file("octets", b"0123"));
    let body = request.content_body().expect("a body");
    assert_eq!((body.length(), body.replay(), request.body_bytes()), (Some(4), Replay::Yes, None));
    let request = operations_bodies::bytes::bytes(RequestBody::reader(std::io::Cursor::new("0123"), None));
    let body = request.content_body().expect("a body");
    assert_eq!((body.length(), body.replay()), (None, Replay::No));
    request.check().expect("nothing is wrong");
}

#[test]
fn parts_are_files_and_streams_too() {
    use operations_multipart::models::UploadBody;
    let body = UploadBody::new(file("part", b"0123")).files([file("first", b"4"), vec![5_u8].into()]).title("t");
    let request = operations_multipart::upload::upload(body);
    request.check().expect("nothing is wrong");
    let body = request.content_body().expect("a body");
    assert_eq!((body.replay(), request.body_bytes()), (Replay::Yes, None));
    assert!(body.length().expect("a length") > 6);
}
