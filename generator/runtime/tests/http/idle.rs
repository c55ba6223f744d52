//! Connections that are unused for a while.
use crate::runtime as rt;
use crate::support::{Problem, Thing, create};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// A server that closes a connection if no further request arrives within a short time.
struct Hasty {
    url: String,
    asked: Receiver<String>,
    closed: Receiver<()>,
}

impl Hasty {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let ((tell, asked), (close, closed)) = (channel(), channel());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (tell, close) = (tell.clone(), close.clone());
                std::thread::spawn(move || response(&stream.unwrap(), &tell, &close));
            }
        });
        Self { url, asked, closed }
    }

    /// Waits until the server has closed the connection and the client can notice it.
    fn wait(&self) {
        self.closed.recv().unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }

    fn client(&self) -> rt::Client {
        rt::Client::builder().base_url(&self.url).build().unwrap()
    }

    /// The requests that were received.
    fn asked(self) -> Vec<String> {
        self.asked.try_iter().collect()
    }
}

fn response(stream: &TcpStream, tell: &Sender<String>, close: &Sender<()>) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        if !matches!(reader.read_line(&mut head), Ok(read) if read > 0) {
            break;
        }
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0, "the request ended early");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.unwrap().parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        tell.send(body.clone()).unwrap();
        let head = format!("HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}", body.len());
        (&*stream).write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
        // Only the first request is waited for without a limit.
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    }
    let _ = stream.shutdown(std::net::Shutdown::Both);
    let _ = close.send(());
}

const TIMES: u32 = 10;

fn numbered(number: u32) -> rt::Request<Thing, Problem> {
    create(&Thing { id: number.to_string(), name: None })
}

#[track_caller]
fn each_arrived_once(server: Hasty) {
    let expected: Vec<String> = (0..TIMES).map(|number| format!(r#"{{"id":"{number}"}}"#)).collect();
    assert_eq!(server.asked(), expected);
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_waits_uses_no_connection_that_was_closed_between_its_calls() {
    let server = Hasty::start();
    let client = rt::blocking::Client::new(server.client()).unwrap();
    for number in 0..TIMES {
        assert_eq!(client.send(numbered(number)).unwrap().id, number.to_string());
        server.wait();
    }
    each_arrived_once(server);
}

#[test]
fn a_client_on_a_busy_runtime_uses_no_connection_that_was_closed_meanwhile() {
    let server = Hasty::start();
    let client = server.client();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for number in 0..TIMES {
            assert_eq!(client.send(numbered(number)).await.unwrap().id, number.to_string());
            // This blocks the only thread of the runtime.
            server.wait();
        }
    });
    each_arrived_once(server);
}

#[test]
fn a_task_on_a_busy_runtime_uses_no_connection_that_was_closed_meanwhile() {
    let server = Hasty::start();
    let client = server.client();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for number in 0..TIMES {
        let client = client.clone();
        let task = runtime.spawn(async move { client.send(numbered(number)).await });
        assert_eq!(runtime.block_on(task).unwrap().unwrap().id, number.to_string());
        server.wait();
    }
    each_arrived_once(server);
}
