//! Where do documents say of one thing what they say nowhere else? Such facts can be judged only when all is read.

use std::collections::BTreeMap;

use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};
use crate::spelling::{mistyped, nearest};

/// What was read, as far as it is to be compared with the rest.
#[derive(Debug, Default)]
pub struct Seen {
    /// The names of servers, with their URLs.
    servers: Vec<NamedServer>,
    /// The operations of each root that inherit no requirement of it.
    operations: BTreeMap<FileId, Vec<Operation>>,
}

#[derive(Debug)]
struct NamedServer {
    name: String,
    url: String,
    location: Location,
}

#[derive(Debug)]
struct Operation {
    security: Security,
    location: Location,
}

/// What an operation says of its credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// It has no `security`.
    Unsaid,
    /// It needs no credentials, on purpose.
    Nothing,
    Needed,
}

impl Seen {
    /// Records a server that has a name.
    pub fn server(&mut self, name: &str, url: &str, location: Location) {
        // A path item that two paths refer to is read twice.
        if self.servers.iter().all(|server| server.location != location) {
            self.servers.push(NamedServer {
                name: name.to_owned(),
                url: url.trim_end_matches('/').to_owned(),
                location,
            });
        }
    }

    /// Records an operation of a root that requires nothing of all its operations.
    pub fn operation(&mut self, root: FileId, security: Security, location: Location) {
        self.operations.entry(root).or_default().push(Operation { security, location });
    }

    /// Reports what stands alone.
    pub fn report(&self, diags: &mut Diags) {
        for server in &self.servers {
            report_server(diags, server, &self.servers);
        }
        for operations in self.operations.values() {
            report_unsaid_security(diags, operations);
        }
    }
}

/// Reports a name that its server has nowhere else, and one that is nearly the name of others.
fn report_server(diags: &mut Diags, server: &NamedServer, all: &[NamedServer]) {
    let count = |name: &str| all.iter().filter(|other| other.name == name).count();
    let usual = all
        .iter()
        .filter(|other| other.url == server.url && !other.url.contains('{') && other.name != server.name)
        .find(|other| count(&other.name) > count(&server.name));
    if let Some(usual) = usual {
        let message =
            format!("the server {} is named `{}` here, and `{}` elsewhere", server.url, server.name, usual.name);
        let near = nearest(&server.name, [usual.name.as_str()]).map(|near| format!("did you mean `{near}`?"));
        let diagnostic = diags.push(Code::Contradiction, server.location.clone(), message);
        diagnostic.label(usual.location.clone(), "named here");
        diagnostic.help = near;
        return;
    }
    if count(&server.name) > 1 {
        return;
    }
    // Names that differ in a digit differ on purpose.
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let others = all.iter().filter(|other| count(&other.name) > 1 && letters(&other.name) != letters(&server.name));
    if let Some(near) = mistyped(&server.name, others.map(|other| other.name.as_str())) {
        let message = format!("no other server is named `{}`, and several are named `{near}`", server.name);
        diags.push(Code::Contradiction, server.location.clone(), message).help(format!("did you mean `{near}`?"));
    }
}

/// Reports the one operation of a document that says nothing of credentials, where all others need some.
fn report_unsaid_security(diags: &mut Diags, operations: &[Operation]) {
    let mut unsaid = operations.iter().filter(|operation| operation.security == Security::Unsaid);
    let (Some(only), None) = (unsaid.next(), unsaid.next()) else { return };
    let needed = operations.iter().filter(|operation| operation.security == Security::Needed).count();
    if needed > 0 && needed + 1 == operations.len() {
        let message = "the operation has no `security`, and all others of the document have one; it is called without \
                       credentials";
        diags.push(Code::Contradiction, only.location.clone(), message).help("write `security: []` if that is meant");
    }
}
