//! Which operation has a method and a path, and which schema a name? Looked up in tables, for documents with thousands
//! of them.

use std::collections::HashMap;

use super::files::Specification;
use super::node::Node;
use super::operation::{Operation, segments};

/// The operations and schemas of a specification.
pub struct Index<'s> {
    /// The specification.
    pub specification: &'s Specification,
    operations: Vec<Operation<'s>>,
    by_path: HashMap<(String, String), usize>,
    by_letters: HashMap<(String, String), usize>,
    by_length: HashMap<(String, usize), Vec<usize>>,
    by_place: HashMap<String, usize>,
    servers: Vec<String>,
    schemas: HashMap<String, Node<'s>>,
    schemas_by_letters: HashMap<String, Node<'s>>,
}

impl<'s> Index<'s> {
    /// Reads a specification once.
    pub fn new(specification: &'s Specification) -> Self {
        let mut index = Self {
            specification,
            operations: specification.operations(),
            by_path: HashMap::new(),
            by_letters: HashMap::new(),
            by_length: HashMap::new(),
            by_place: HashMap::new(),
            servers: Vec::new(),
            schemas: HashMap::new(),
            schemas_by_letters: HashMap::new(),
        };
        for (number, operation) in index.operations.iter().enumerate() {
            let parts = segments(&operation.path);
            let method = operation.method.clone();
            index.by_path.entry((method.clone(), parts.join("/"))).or_insert(number);
            index.by_letters.entry((method.clone(), letters(&parts))).or_insert(number);
            index.by_length.entry((method, parts.len())).or_default().push(number);
            index.by_place.insert(operation.node.place(), number);
            for url in operation.servers().iter().filter_map(|server| server.word("url")) {
                if !index.servers.iter().any(|known| known == url) {
                    index.servers.push(url.to_owned());
                }
            }
        }
        let schemas = specification.files().filter_map(|file| file.get("components")?.get("schemas"));
        for (name, node) in schemas.flat_map(|schemas| schemas.members()) {
            let short = name.rsplit('.').next().unwrap_or(&name).to_ascii_lowercase();
            index.schemas_by_letters.entry(short).or_insert_with(|| node.clone());
            index.schemas.entry(name).or_insert(node);
        }
        index
    }

    /// Every operation, in the order of the document.
    pub fn operations(&self) -> &[Operation<'s>] {
        &self.operations
    }

    /// The operation at a place.
    pub fn at(&self, place: &str) -> Option<&Operation<'s>> {
        self.operations.get(*self.by_place.get(place)?)
    }

    /// The operation of a method and a path. An address may have values for parameters.
    pub fn find(&self, method: &str, path: &str) -> Option<&Operation<'s>> {
        let method = method.trim().to_ascii_lowercase();
        let is_address = path.contains("://");
        let path = self.below_server(path.trim());
        // An address of a server that the specification does not name may begin with a version.
        let below = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
        let filled = |path: &str| if is_address { self.filled(&method, path) } else { None };
        let known = |path: &str| self.exact(&method, path).or_else(|| filled(path));
        let called = || self.near(&method, path).filter(|it| same_call(&it.path, path));
        known(path).or_else(|| if is_address { known(below) } else { None }).or_else(called)
    }

    /// The operation of a method and a path whose letters may differ in case, and whose functions in marks of calls.
    pub fn near(&self, method: &str, path: &str) -> Option<&Operation<'s>> {
        let key = (method.trim().to_ascii_lowercase(), letters(&segments(self.below_server(path.trim()))));
        self.operations.get(*self.by_letters.get(&key)?)
    }

    fn exact(&self, method: &str, path: &str) -> Option<&Operation<'s>> {
        let found = self.by_path.get(&(method.to_owned(), segments(path).join("/")))?;
        self.operations.get(*found)
    }

    fn filled(&self, method: &str, path: &str) -> Option<&Operation<'s>> {
        let given: Vec<&str> = path.trim_matches('/').split('/').collect();
        let same = self.by_length.get(&(method.to_owned(), given.len()))?;
        same.iter().filter_map(|number| self.operations.get(*number)).find(|it| fills(&it.path, &given))
    }

    /// The path below a server, of an address or of a path.
    pub fn below_server<'a>(&self, address: &'a str) -> &'a str {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let Some((_, rest)) = address.split_once("://") else { return address };
        let below = self.servers.iter().filter_map(|url| address.strip_prefix(url.trim_end_matches('/')));
        let own = below.filter(|path| path.is_empty() || path.starts_with('/')).min_by_key(|path| path.len());
        own.unwrap_or_else(|| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"))
    }

    /// The schema of a resource, by its name: with or without its namespace, in any case.
    pub fn resource(&self, name: &str) -> Option<&Node<'s>> {
        let short = name.rsplit('.').next().unwrap_or(name);
        let exact = self.schemas.get(name).or_else(|| self.schemas.get(short));
        exact.or_else(|| self.schemas_by_letters.get(&short.to_ascii_lowercase()))
    }
}

/// Whether two paths are one, but for the namespaces of functions and the marks of their calls.
pub fn same_call(a: &str, b: &str) -> bool {
    let plain = |path: &str| {
        let parts = segments(path).into_iter().map(|segment| {
            let short = segment.rsplit('.').next().unwrap_or(&segment).to_owned();
            short.strip_suffix("()").unwrap_or(&short).to_owned()
        });
        parts.collect::<Vec<_>>()
    };
    plain(a) == plain(b)
}

/// What two spellings of a path have in common.
fn letters(segments: &[String]) -> String {
    let plain = segments.iter().map(|segment| {
        let segment = segment.to_ascii_lowercase();
        let segment = segment.rsplit('.').next().unwrap_or(&segment).to_owned();
        segment.strip_suffix("()").unwrap_or(&segment).to_owned()
    });
    plain.collect::<Vec<_>>().join("/")
}

/// Whether an address has values for the parameters of a path.
fn fills(template: &str, given: &[&str]) -> bool {
    let wanted = template.trim_matches('/').split('/');
    wanted.zip(given).all(|(wanted, given)| wanted.starts_with('{') && !given.is_empty() || wanted == *given)
}
