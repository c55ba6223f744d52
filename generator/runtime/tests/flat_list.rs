//! A list of 200 megabytes is read item by item over loopback, and the memory of the process stays flat. Run by hand, since it
//! takes a while: `cargo test -p generator-runtime --all-features --test flat_list -- --ignored --nocapture`.
#![cfg(all(any(feature = "hyper", feature = "reqwest"), feature = "paging", target_os = "linux"))]
#![allow(dead_code)]
#[path = "../src/runtime/mod.rs"]
mod runtime;

use runtime as rt;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Instant;

const SIZE: usize = 200_000_000;

/// The most memory that the process may have had.
const LIMIT: u64 = 32 * 1024 * 1024;

static UNDOCUMENTED: rt::Undocumented = rt::Undocumented::new(&[], &[]);

static LIST: rt::Operation = rt::Operation {
    id: "people_list",
    method: rt::Method::GET,
    path: "/people",
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)],
    paging: Some(&rt::Paging::new(rt::NextPage::Link("/next")).items("/value")),
    ..rt::Operation::EMPTY
};

struct Person {
    id: String,
    name: Option<String>,
    emails: Option<Vec<String>>,
}
rt::record! { Person: Default = "person" { id = required "id"; name = "name"; emails = "emails"; } }

struct People {
    value: Vec<Person>,
    next: Option<String>,
}
rt::record! { People: Default = "people" { value = required "value"; next = "next"; } }

impl rt::Paged for People {
    type Item = Person;
    fn into_items(self) -> Vec<Person> {
        self.value
    }
}

/// An item of the list, with the comma behind it.
fn item(index: usize) -> String {
    format!(
        r#"{{"id":"{index:08}","name":"Zoë \"Z\" Weiß","emails":["z.weiss@example.com","zoe@example.org"],"tags":[{{"a":1}}]}},"#
    )
}

/// A server that sends the list once.
fn serve(listener: TcpListener) {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).unwrap();
    }
    let (start, end) = ("{\"value\":[", "{\"id\":\"last\"}],\"next\":null}");
    let count = SIZE / item(0).len();
    let length = start.len() + count * item(0).len() + end.len();
    let mut stream = std::io::BufWriter::with_capacity(1 << 16, reader.into_inner());
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(start.as_bytes()).unwrap();
    (0..count).for_each(|index| stream.write_all(item(index).as_bytes()).unwrap());
    stream.write_all(end.as_bytes()).unwrap();
    stream.flush().unwrap();
}

/// The peak of the resident memory of this process, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// How the list is read.
#[derive(Clone, Copy)]
enum By {
    Item,
    Page,
}

/// Reads the list, and prints how long that took.
fn read(by: By) {
    let before = peak();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || serve(listener));
    let started = Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let count = runtime.block_on(async {
        let client = rt::ClientBuilder::new(&UNDOCUMENTED).base_url(url).build().unwrap();
        let request: rt::Request<People, rt::Json> = rt::Request::new(&LIST);
        match by {
            By::Item => {
                let (mut items, mut count) = (request.items(&client), 0);
                while let Some(item) = items.next().await {
                    assert!(!item.unwrap().id.is_empty());
                    count += 1;
                }
                count
            }
            By::Page => {
                let request = request.timeout(None).deadline(None);
                request.pages(&client).next().await.unwrap().unwrap().into_items().len()
            }
        }
    });
    server.join().unwrap();
    let name = match by {
        By::Item => "items",
        By::Page => "a page",
    };
    let seconds = started.elapsed().as_secs_f64();
    let (peak, before) = (peak() >> 20, before >> 20);
    println!("{name}: {count} of {SIZE} bytes, {seconds:.1} s, peak {peak} MiB, {before} MiB before");
    assert_eq!(count, SIZE / item(0).len() + 1);
}

#[test]
#[ignore = "takes seconds"]
fn a_list_of_200_megabytes_takes_the_memory_of_an_item() {
    read(By::Item);
    assert!(peak() < LIMIT, "{} bytes", peak());
    read(By::Page);
}
