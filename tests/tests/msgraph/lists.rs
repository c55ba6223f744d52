//! Lists over a real socket: an item is there before the server has sent the next one, and a page that is cut off is an error
//! behind its whole items.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use msgraph::v1_0::contact;
use msgraph::{Client, Error, TransportErrorKind};

/// How long each side waits for the other.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that sends a page in pieces, each when it is told to. A page ends with its connection.
struct Pieces {
    origin: String,
    go_on: Sender<()>,
}

impl Pieces {
    fn of(pages: &'static [&'static [&'static str]]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let (go_on, told) = channel();
        std::thread::spawn(move || {
            for page in pages {
                send(&listener.accept().ok()?.0, page, &told)?;
            }
            Some(())
        });
        Self { origin, go_on }
    }

    fn client(&self) -> Client {
        Client::builder().origin(self.origin.clone()).build().expect("a client")
    }

    fn go_on(&self) {
        self.go_on.send(()).expect("a server");
    }
}

/// Sends the pieces of a page. The last one is empty if the page is whole.
fn send(mut stream: &TcpStream, pieces: &[&str], told: &Receiver<()>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    while !lines.next()?.ok()?.is_empty() {}
    let head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).ok()?;
    for piece in pieces {
        told.recv_timeout(PATIENCE).ok()?;
        write!(stream, "{:x}\r\n{piece}\r\n", piece.len()).ok()?;
        if piece.is_empty() {
            return stream.write_all(b"\r\n").ok();
        }
    }
    Some(())
}

#[test]
fn an_item_is_there_before_the_server_has_sent_the_next_one() {
    let server = Pieces::of(&[
        &[r#"{"@odata.nextLink":"/v1.0/me/contacts?$skip=2","value":[{"id":"1"},{"i"#, r#"d":"2"}"#, r#"]}"#, ""],
        &[r#"{"value":[{"id":"3","displayName":"\u00"#, r#"e9"}]}"#, ""],
    ]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut items = contact::list_mine().anonymous().items(&server.client());
        server.go_on();
        assert_eq!(items.next().await.expect("an item").expect("a contact").id, "1");
        // The server sends nothing more until it is told to.
        let next = tokio::time::timeout(Duration::from_millis(50), items.next());
        assert!(next.await.is_err());
        server.go_on();
        assert_eq!(items.next().await.expect("an item").expect("a contact").id, "2");
        (0..5).for_each(|_| server.go_on());
        let last = items.next().await.expect("an item").expect("a contact");
        assert_eq!(last.display_name.as_deref(), Some("é"));
        assert!(items.next().await.is_none());
    });
}

#[test]
fn a_page_that_is_cut_off_is_requested_again_from_where_it_ended() {
    let server = Pieces::of(&[
        &[r#"{"value":[{"id":"1"},{"id":"2"},{"id":"#],
        &[r#"{"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}"#, ""],
    ]);
    (0..3).for_each(|_| server.go_on());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut items = contact::list_mine().anonymous().items(&server.client());
        let mut found = Vec::new();
        let mut failures = Vec::new();
        while let Some(item) = items.next().await {
            match item {
                Ok(contact) => found.push(contact.id),
                Err(Error::Transport(failure)) => failures.push((found.len(), failure.error().kind())),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(found, ["1", "2", "3"]);
        assert!(
            matches!(failures[..], [(2, TransportErrorKind::Lost | TransportErrorKind::Malformed)]),
            "{failures:?}"
        );
    });
}
