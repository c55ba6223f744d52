//! Which operations has a specification, and what do their parts say?

use serde_json::Value;

use super::files::Specification;
use super::node::Node;

/// Methods that a path item may have.
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// An operation with the path item that holds it.
#[derive(Clone)]
pub struct Operation<'s> {
    /// The method in lower case.
    pub method: String,
    /// The template of the path.
    pub path: String,
    /// The operation itself.
    pub node: Node<'s>,
    item: Node<'s>,
}

impl Specification {
    /// Every operation, in the order of the document.
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let paths = self.root().get("paths").map(|paths| paths.members()).unwrap_or_default();
        fn of_path<'s>((path, item): (String, Node<'s>)) -> Vec<Operation<'s>> {
            let item = item.followed();
            let found = METHODS.iter().filter_map(|method| {
                let node = item.get(method).filter(|it| it.value().is_object())?;
                Some(Operation { method: (*method).to_owned(), path: path.clone(), node, item: item.clone() })
            });
            found.collect()
        }
        paths.into_iter().flat_map(of_path).collect()
    }
}

impl<'s> Operation<'s> {
    /// `PATCH /me`.
    pub fn title(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }

    /// Its parameters, those of the path among them, with `$ref` followed.
    pub fn parameters(&self) -> Vec<Node<'s>> {
        let lists = [self.node.get("parameters"), self.item.get("parameters")];
        let mut found: Vec<Node<'s>> = Vec::new();
        for parameter in lists.into_iter().flatten().flat_map(|list| list.members()).map(|(_, it)| it.followed()) {
            let same =
                |it: &Node<'_>| it.word("name") == parameter.word("name") && it.word("in") == parameter.word("in");
            if !found.iter().any(same) {
                found.push(parameter);
            }
        }
        found
    }

    /// A parameter by its name. Headers have no case.
    pub fn parameter(&self, location: &str, name: &str) -> Option<Node<'s>> {
        self.parameters().into_iter().find(|it| {
            let stands = it.word("name").unwrap_or_default();
            let same = if location == "header" { stands.eq_ignore_ascii_case(name) } else { stands == name };
            it.word("in") == Some(location) && same
        })
    }

    /// The servers: its own, those of the path, or those of the document.
    pub fn servers(&self) -> Vec<Node<'s>> {
        let lists = [self.node.get("servers"), self.item.get("servers"), self.document("servers")];
        lists
            .into_iter()
            .flatten()
            .next()
            .map(|list| list.members())
            .unwrap_or_default()
            .into_iter()
            .map(|(_, it)| it)
            .collect()
    }

    /// A list that an operation has, or else the document: `servers`, `security`.
    pub fn list(&self, name: &str) -> Option<Node<'s>> {
        let of_item = if name == "servers" { self.item.get(name) } else { None };
        self.node.get(name).or(of_item).or_else(|| self.document(name))
    }

    fn document(&self, name: &str) -> Option<Node<'s>> {
        // The path item may stand in another file; what counts is the document.
        self.node.whole_document()?.get(name)
    }

    /// The permissions of a scheme in the order of the alternatives.
    pub fn scopes(&self, scheme: &str) -> Vec<&'s str> {
        let alternatives = self.list("security").map(|list| list.members()).unwrap_or_default();
        let lists = alternatives.into_iter().filter_map(|(_, it)| it.value().get(scheme)?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The schemes that it names, each once.
    pub fn schemes(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (_, alternative) in self.list("security").map(|list| list.members()).unwrap_or_default() {
            for (name, _) in alternative.members() {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The media types of the body, each with its node.
    pub fn body(&self) -> Vec<(String, Node<'s>)> {
        let body = self.node.get("requestBody").map(|body| body.followed());
        body.and_then(|body| body.get("content")).map(|content| content.members()).unwrap_or_default()
    }

    /// The schema of the body.
    pub fn body_schema(&self) -> Option<Node<'s>> {
        schema(self.body())
    }

    /// The responses, by status.
    pub fn responses(&self) -> Vec<(String, Node<'s>)> {
        self.node.get("responses").map(|it| it.members()).unwrap_or_default()
    }

    /// The response to a status: that of the code, or of its range such as `2XX`.
    pub fn response(&self, code: u16) -> Option<Node<'s>> {
        let responses = self.node.get("responses")?;
        let range = format!("{}XX", code / 100);
        responses.get(&code.to_string()).or_else(|| responses.get(&range))
    }

    /// The media types of a response.
    pub fn answers(&self, response: &Node<'s>) -> Vec<(String, Node<'s>)> {
        response.followed().get("content").map(|content| content.members()).unwrap_or_default()
    }

    /// The schema of the first successful response that has one.
    pub fn answer_schema(&self) -> Option<Node<'s>> {
        let successes = self.responses().into_iter().filter(|(status, _)| status.starts_with('2'));
        successes.filter_map(|(_, response)| schema(self.answers(&response))).next()
    }
}

/// The schema of the first media type, one of JSON if there is one.
fn schema<'s>(content: Vec<(String, Node<'s>)>) -> Option<Node<'s>> {
    let json = content.iter().find(|(media, _)| media.contains("json")).or(content.first());
    json.and_then(|(_, media)| media.get("schema"))
}

/// The segments of a path: names of parameters do not count, nor does a slash at the end.
pub fn segments(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for segment in path.trim_matches('/').split('/').filter(|segment| !segment.is_empty()) {
        let mut plain = String::new();
        let mut depth = 0_usize;
        for c in segment.chars() {
            match c {
                '{' => {
                    depth += 1;
                    plain.push('{');
                }
                '}' => {
                    depth = depth.saturating_sub(1);
                    plain.push('}');
                }
                _ if depth > 0 => {}
                other => plain.push(other),
            }
        }
        found.push(plain);
    }
    found
}

/// Whether two paths have the same segments.
pub fn same_path(a: &str, b: &str) -> bool {
    segments(a) == segments(b)
}
