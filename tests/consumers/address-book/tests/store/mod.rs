//! A server on this machine that has contacts as Microsoft Graph has them, and fails at times: it is throttled, it is
//! unavailable, and it closes connections before it has done what it was asked, and after.

mod http;

use std::collections::{BTreeMap, VecDeque};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Asked;
use serde_json::{Value, json};

/// The store, and the requests that it was asked.
#[derive(Clone)]
pub struct Store(Arc<Mutex<State>>);

struct State {
    origin: String,
    contacts: BTreeMap<String, Value>,
    /// How often a contact was created for each key.
    created: BTreeMap<String, usize>,
    next_id: usize,
    asked: usize,
    faults: usize,
    /// Contacts that were created and are not listed yet, since a service may take a time to do that.
    unlisted: VecDeque<String>,
    /// Whether the answer ends a list. The next list has what this one lacks, unless the answer is lost.
    ends_list: bool,
    stop: Option<Stop>,
}

/// A moment at which the test wants to be told.
struct Stop {
    /// After this many contacts were created. The answer to the last one is never sent.
    after: usize,
    tell: Sender<()>,
}

/// What becomes of a request.
enum Answer {
    Send(u16, Value),
    /// The connection is closed without an answer.
    Close,
    /// The connection stays open without an answer.
    Never,
}

impl Store {
    /// Starts a server without contacts.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let state = State {
            origin,
            contacts: BTreeMap::new(),
            created: BTreeMap::new(),
            next_id: 0,
            asked: 0,
            faults: 0,
            unlisted: VecDeque::new(),
            ends_list: false,
            stop: None,
        };
        let store = Self(Arc::new(Mutex::new(state)));
        let served = store.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let store = served.clone();
                std::thread::spawn(move || store.serve(&stream));
            }
        });
        store
    }

    pub fn origin(&self) -> String {
        self.state().origin.clone()
    }

    /// All contacts.
    pub fn contacts(&self) -> Vec<Value> {
        self.state().contacts.values().cloned().collect()
    }

    /// How often a contact was created for the key of which it was done most often.
    pub fn most_created(&self) -> usize {
        self.state().created.values().copied().max().unwrap_or(0)
    }

    /// How many requests failed without a fault of the program.
    pub fn faults(&self) -> usize {
        self.state().faults
    }

    /// Adds a contact that the program has not made.
    pub fn add(&self, contact: Value) {
        let mut state = self.state();
        state.insert(contact);
        state.unlisted.clear();
    }

    /// Tells when this many more contacts were created, of which the last has no answer.
    pub fn stop_after(&self, more: usize) -> Receiver<()> {
        let (tell, told) = channel();
        let mut state = self.state();
        let after = state.created.values().sum::<usize>() + more;
        state.stop = Some(Stop { after, tell });
        told
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the requests of a connection.
    fn serve(&self, stream: &TcpStream) {
        while let Some(asked) = http::read(stream) {
            let answer = self.state().answer(&asked);
            match answer {
                Answer::Send(status, body) if http::write(stream, status, &body) => {}
                Answer::Send(..) | Answer::Close => return,
                Answer::Never => std::thread::sleep(std::time::Duration::from_secs(3600)),
            }
        }
    }
}

impl State {
    fn answer(&mut self, asked: &Asked) -> Answer {
        self.asked += 1;
        let fault = |status, state: &mut Self| {
            state.faults += 1;
            Answer::Send(status, json!({"error": {"code": "busy", "message": "come back"}}))
        };
        match self.asked % 100 {
            20 => return fault(429, self),
            40 => return fault(503, self),
            60 => {
                self.faults += 1;
                return Answer::Close;
            }
            _ => {}
        }
        self.ends_list = false;
        let (status, body) = self.act(&asked.method, &asked.target, &asked.body);
        let is_stop = self.stop.as_ref().is_some_and(|stop| self.created.values().sum::<usize>() >= stop.after);
        if is_stop && let Some(stop) = self.stop.take() {
            let _ = stop.tell.send(());
            return Answer::Never;
        }
        // What was asked is done, and nobody is told.
        if self.asked % 100 == 80 {
            self.faults += 1;
            return Answer::Close;
        }
        if self.ends_list {
            self.unlisted.clear();
        }
        Answer::Send(status, body)
    }

    /// Does what a request asks for.
    fn act(&mut self, method: &str, target: &str, body: &Value) -> (u16, Value) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix("/v1.0").unwrap_or(path);
        match (method, path) {
            ("POST", "/$batch") => (200, self.batch(body)),
            ("GET", "/me/contacts") => (200, self.list(query)),
            ("POST", "/me/contacts") if body["surname"] == "Refused" => {
                (400, json!({"error": {"code": "ErrorInvalidProperty", "message": "no such surname"}}))
            }
            ("POST", "/me/contacts") => (201, self.insert(body.clone())),
            (method, path) => {
                let id = http::decoded(path.trim_start_matches("/me/contacts/"));
                match (method, self.contacts.get_mut(&id)) {
                    ("PATCH", Some(contact)) => {
                        let members = body.as_object().expect("an object");
                        members.iter().for_each(|(name, value)| contact[name] = value.clone());
                        (200, contact.clone())
                    }
                    ("DELETE", Some(_)) => {
                        self.contacts.remove(&id);
                        (204, Value::Null)
                    }
                    (_, None) => (404, json!({"error": {"code": "ErrorItemNotFound", "message": "it is not there"}})),
                    (method, Some(_)) => panic!("{method} {path}"),
                }
            }
        }
    }

    fn insert(&mut self, mut contact: Value) -> Value {
        self.next_id += 1;
        let id = format!("AAMk{:06}=", self.next_id);
        contact["id"] = id.clone().into();
        if let Some(key) = key(&contact) {
            *self.created.entry(key).or_default() += 1;
        }
        self.contacts.insert(id.clone(), contact.clone());
        self.unlisted.push_back(id);
        if self.unlisted.len() > 3 {
            self.unlisted.pop_front();
        }
        contact
    }

    /// A page of contacts without those that are too new, which the next list has, or those of an address.
    fn list(&mut self, query: &str) -> Value {
        let pairs = http::pairs(query);
        let number = |name: &str| pairs.get(name).and_then(|value| value.parse::<usize>().ok());
        if let Some(filter) = pairs.get("$filter") {
            let address = filter.split('\'').nth(1).expect("an address");
            let is_of = |contact: &&Value| contact["emailAddresses"][0]["address"] == address;
            return json!({"value": self.contacts.values().filter(is_of).collect::<Vec<_>>()});
        }
        let (skip, top) = (number("$skip").unwrap_or(0), number("$top").unwrap_or(10));
        let listed = self.contacts.iter().filter(|(id, _)| !self.unlisted.contains(id)).map(|(_, contact)| contact);
        let page: Vec<&Value> = listed.skip(skip).take(top).collect();
        let mut answer = json!({"value": page});
        let is_last = page.len() < top;
        if !is_last {
            let next = format!("{}/v1.0/me/contacts?%24top={top}&%24skip={}", self.origin, skip + top);
            answer["@odata.nextLink"] = next.into();
        }
        self.ends_list = is_last;
        answer
    }

    /// The answers to the requests of a batch, of which some are throttled.
    fn batch(&mut self, body: &Value) -> Value {
        let requests = body["requests"].as_array().expect("requests");
        assert!(requests.len() <= 20, "a batch of {}", requests.len());
        let answers = requests.iter().map(|request| {
            self.asked += 1;
            let text = |name: &str| request[name].as_str().expect("a text").to_owned();
            if self.asked % 50 == 7 {
                self.faults += 1;
                let headers = json!({"Retry-After": "0"});
                return json!({"id": text("id"), "status": 429, "headers": headers, "body": {"error": {"code": "busy"}}});
            }
            let (status, body) = self.act(&text("method"), &text("url"), &request["body"]);
            json!({"id": text("id"), "status": status, "headers": {"Content-Type": "application/json"}, "body": body})
        });
        json!({"responses": answers.collect::<Vec<_>>()})
    }
}

/// The key of a contact that the program has made.
pub fn key(contact: &Value) -> Option<String> {
    contact["personalNotes"].as_str()?.strip_prefix("address-book: ").map(str::to_owned)
}
