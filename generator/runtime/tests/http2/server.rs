//! A server of HTTP/2 that follows a script, frame by frame: over TLS, with the certificate of this folder, or without it for
//! `reqwest`, which has no TLS here.
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

#[cfg(feature = "reqwest")]
const SCHEME: &str = "http";
#[cfg(not(feature = "reqwest"))]
const SCHEME: &str = "https";

#[cfg(feature = "reqwest")]
type Stream = TcpStream;
#[cfg(not(feature = "reqwest"))]
type Stream = rustls::StreamOwned<rustls::ServerConnection, TcpStream>;

#[cfg(feature = "reqwest")]
fn accept(socket: TcpStream) -> Stream {
    socket
}

#[cfg(not(feature = "reqwest"))]
fn accept(socket: TcpStream) -> Stream {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let provider = crate::runtime::http::cryptography::provider().unwrap();
    let certificate = CertificateDer::from_pem_slice(include_bytes!("localhost.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("localhost.key")).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    Stream::new(rustls::ServerConnection::new(std::sync::Arc::new(config)).unwrap(), socket)
}

/// The types of frames (RFC 9113, section 6).
pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const GOAWAY: u8 = 7;
pub const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;

/// The flags of frames.
pub const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// The codes of errors.
pub const REFUSED_STREAM: u32 = 7;
pub const CANCEL: u32 = 8;

/// A connection with a client.
pub struct Peer {
    stream: Stream,
    /// How many connections were there before.
    pub number: usize,
    /// What may be sent before a client reads, for the connection, and for each stream at its beginning.
    pub windows: (u64, u64),
}

/// A frame of a client.
pub struct Frame {
    pub kind: u8,
    pub flags: u8,
    pub stream: u32,
    payload: Vec<u8>,
}

/// Serves each connection by a function, and returns the URL.
pub fn serve(script: fn(&mut Peer) -> Option<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for (number, socket) in listener.incoming().enumerate() {
            std::thread::spawn(move || {
                let mut peer = Peer { stream: accept(socket.unwrap()), number, windows: (65535, 65535) };
                peer.begin().and_then(|()| script(&mut peer))
            });
        }
    });
    format!("{SCHEME}://localhost:{port}")
}

impl Peer {
    /// Takes the beginning of the connection. There is none if the client closes it.
    fn begin(&mut self) -> Option<()> {
        self.stream.read_exact(&mut [0; 24]).ok()?;
        self.write(SETTINGS, 0, 0, &[])
    }

    /// The next frame.
    pub fn read(&mut self) -> Option<Frame> {
        let mut head = [0; 9];
        self.stream.read_exact(&mut head).ok()?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let mut payload = vec![0; usize::try_from(u32::from_be_bytes([0, a, b, c])).unwrap()];
        self.stream.read_exact(&mut payload).ok()?;
        let frame = Frame { kind, flags, stream: u32::from_be_bytes(stream), payload };
        match kind {
            SETTINGS if flags == 0 => {
                let window = frame.payload.chunks(6).find(|setting| setting[..2] == [0, 4]);
                self.windows.1 = window.map_or(65535, |setting| number(&setting[2..]));
                self.write(SETTINGS, 1, 0, &[])?;
            }
            WINDOW_UPDATE if frame.stream == 0 => self.windows.0 += number(&frame.payload),
            _ => {}
        }
        Some(frame)
    }

    /// The stream of the next request whose body has ended.
    pub fn request(&mut self) -> Option<u32> {
        loop {
            let frame = self.read()?;
            if matches!(frame.kind, DATA | HEADERS) && frame.flags & END_STREAM != 0 {
                return Some(frame.stream);
            }
        }
    }

    pub fn write(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Option<()> {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let frame = [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat();
        self.stream.write_all(&frame).ok()?;
        self.stream.flush().ok()
    }

    /// Answers with a status and a header `x-more` of this length.
    pub fn head(&mut self, stream: u32, status: &str, more: usize) -> Option<()> {
        let more = "m".repeat(more);
        let block: Vec<u8> = [(":status", status), ("content-type", "application/json"), ("x-more", more.as_str())]
            .iter()
            .flat_map(|(name, value)| [vec![0], text(name), text(value)].concat())
            .collect();
        let (first, rest) = block.split_at(block.len().min(16_384));
        self.write(HEADERS, if rest.is_empty() { END_HEADERS } else { 0 }, stream, first)?;
        let count = rest.chunks(16_384).count();
        for (index, chunk) in rest.chunks(16_384).enumerate() {
            self.write(CONTINUATION, if index + 1 == count { END_HEADERS } else { 0 }, stream, chunk)?;
        }
        Some(())
    }

    /// Answers with a thing.
    pub fn thing(&mut self, stream: u32) -> Option<()> {
        self.head(stream, "200", 0)?;
        self.write(DATA, END_STREAM, stream, br#"{"id":"1"}"#)
    }

    /// Answers all that comes with a thing.
    pub fn things(&mut self) -> Option<()> {
        loop {
            let stream = self.request()?;
            self.thing(stream)?;
        }
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number * 256 + u64::from(*byte))
}

/// A text of HPACK without Huffman's code (RFC 7541, section 5).
fn text(text: &str) -> Vec<u8> {
    let mut length = text.len();
    let mut all = Vec::new();
    if length < 127 {
        all.push(u8::try_from(length).unwrap());
    } else {
        all.push(127);
        length -= 127;
        while length >= 128 {
            all.push(u8::try_from(length % 128 + 128).unwrap());
            length /= 128;
        }
        all.push(u8::try_from(length).unwrap());
    }
    all.extend(text.bytes());
    all
}
