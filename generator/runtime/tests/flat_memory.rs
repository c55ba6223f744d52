//! A gigabyte goes out and comes in over loopback, and the memory of the process stays flat. Run by hand, since it takes
//! seconds: `cargo test -p generator-runtime --all-features --test flat_memory -- --ignored --nocapture`.
#![cfg(all(any(feature = "hyper", feature = "reqwest"), target_os = "linux"))]
#![allow(dead_code)]
#[path = "../src/runtime/mod.rs"]
mod runtime;

use runtime::{ClientBuilder, RequestBody, Undocumented};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::Instant;

const GIGABYTE: u64 = 1 << 30;

/// The most memory that the process may have had.
const LIMIT: u64 = 64 * 1024 * 1024;

static UNDOCUMENTED: Undocumented = Undocumented::new(&[], &[]);

/// A server that receives one body and sends a gigabyte. It returns the number of bytes that it received.
fn serve(listener: TcpListener) -> u64 {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    let mut length = 0;
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).unwrap();
        length =
            line.to_ascii_lowercase().strip_prefix("content-length: ").map_or(length, |it| it.trim().parse().unwrap());
    }
    let received = std::io::copy(&mut (&mut reader).take(length), &mut std::io::sink()).unwrap();
    let mut stream = reader.into_inner();
    stream.write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: {GIGABYTE}\r\n\r\n").as_bytes()).unwrap();
    let chunk = vec![7; 1 << 16];
    for _ in 0..GIGABYTE / (1 << 16) {
        stream.write_all(&chunk).unwrap();
    }
    received
}

/// The peak of the resident memory of this process, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// Sends a body and reads the response chunk by chunk. Returns the seconds.
fn exchange(body: RequestBody) -> f64 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || serve(listener));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let started = Instant::now();
    runtime.block_on(async {
        let client = ClientBuilder::new(&UNDOCUMENTED).base_url(url).build().unwrap();
        let request = client.put("/file").content("application/octet-stream", body);
        let mut received = client.open(request.timeout(None).deadline(None)).await.unwrap().into_body();
        let mut length = 0;
        while let Some(chunk) = received.chunk().await {
            length += u64::try_from(chunk.unwrap().len()).unwrap();
        }
        assert_eq!(length, GIGABYTE);
    });
    assert_eq!(server.join().unwrap(), GIGABYTE);
    started.elapsed().as_secs_f64()
}

#[test]
#[ignore = "takes seconds"]
fn a_gigabyte_each_way_takes_no_memory() {
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gigabyte");
    std::fs::File::create(&path).unwrap().set_len(GIGABYTE).unwrap();
    let before = peak();
    let file = exchange(RequestBody::file(&path).unwrap());
    println!("file: 1 GiB out and 1 GiB in, {file:.1} s, peak {} MiB, {} MiB before", peak() >> 20, before >> 20);
    let stream = exchange(RequestBody::reader(std::io::repeat(7).take(GIGABYTE), GIGABYTE));
    println!("stream: 1 GiB out and 1 GiB in, {stream:.1} s, peak {} MiB", peak() >> 20);
    std::fs::remove_file(path).unwrap();
    assert!(peak() < LIMIT, "{} bytes", peak());
}
