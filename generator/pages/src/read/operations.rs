//! Which methods and paths a page prints, and the template of OpenAPI that each path means.

use crate::facts::{Need, Statement};
use crate::profile::{Pattern, Profile, Role};
use crate::words::anchor;

use super::Reader;

impl Reader<'_> {
    /// Reads the operations on some lines of the source, and says whether there was one. A rendered page, whose
    /// headings are no lines of source with marks, gives the words of the line in `printed`.
    pub(super) fn operation_lines(&mut self, from: usize, to: usize, printed: &str) -> bool {
        if !self.operations_stand_here() {
            return false;
        }
        let lines = self.source.get(from.saturating_sub(1)..to).unwrap_or_default().to_vec();
        let mut found = false;
        for (line, text) in (from..).zip(lines) {
            found |= self.operation(line, &text) || (!printed.is_empty() && self.operation(line, printed));
        }
        found
    }

    /// Whether an operation can stand here.
    pub(super) fn operations_stand_here(&self) -> bool {
        match self.place.role() {
            Some(Role::Request) => true,
            role => self.profile.operations.anywhere && role.is_none_or(|role| !role.is_example()),
        }
    }

    /// Reads one line, and says whether it is an operation.
    pub(super) fn operation(&mut self, line: usize, text: &str) -> bool {
        let profile = self.profile;
        self.operation_of(line, text, profile.operations.lines.iter())
    }

    /// Reads one line of code, and says whether it is an operation.
    pub(super) fn fenced_operation(&mut self, line: usize, text: &str) -> bool {
        let rules = &self.profile.operations;
        self.operation_of(line, text, rules.fenced.iter().chain(&rules.lines))
    }

    fn operation_of<'p>(&mut self, line: usize, text: &str, mut patterns: impl Iterator<Item = &'p Pattern>) -> bool {
        let profile = self.profile;
        let found = patterns.find_map(|pattern| {
            let found = pattern.find(text)?;
            Some((found.name("method")?.as_str().to_uppercase(), found.name("path")?.as_str().trim().to_owned()))
        });
        let Some((method, path)) = found else { return false };
        let path = unescaped(&path);
        let made = template(&path, profile);
        for what in &made.open {
            self.decide(line, format!("{what} in `{method} {path}`"), made.path.clone());
        }
        let tail = format!("operation/{}", anchor(&format!("{method} {path}")));
        let differs = made.path != path;
        let says = Statement::Operation { method: method.clone(), path, template: differs.then(|| made.path.clone()) };
        self.fact(line, &tail, says);
        for name in made.query {
            let tail = self.tail("query", &name, "");
            let location = "query".to_owned();
            self.fact(line, &tail, Statement::Parameter { location, name, of: None, need: Need::Unsaid });
        }
        self.operations.push((method, made.path));
        true
    }
}

/// A path as a template of OpenAPI.
pub(super) struct Template {
    pub path: String,
    /// Names of parameters in its query.
    query: Vec<String>,
    /// What was decided.
    open: Vec<String>,
}

pub(super) fn template(printed: &str, profile: &Profile) -> Template {
    let rules = &profile.operations;
    let mut open = Vec::new();
    let mut path = printed.to_owned();
    for server in &rules.servers {
        if let Some(end) = server.find(&path).and_then(|found| Some(found.get(0)?.end())) {
            path = path.get(end..).unwrap_or("").to_owned();
            if !path.starts_with('/') && !path.is_empty() {
                path.insert(0, '/');
            }
        }
    }
    let (mut path, query) = split_query(&path);
    let steps: Vec<&str> = path.split('/').collect();
    if steps.iter().any(|step| rules.ellipses.iter().any(|ellipsis| ellipsis == step.trim())) {
        open.push("segments that are left out".to_owned());
        let kept = steps.iter().filter(|step| !rules.ellipses.iter().any(|ellipsis| ellipsis == step.trim()));
        path = kept.copied().collect::<Vec<_>>().join("/");
    }
    path = placeholders(&path, &rules.placeholders);
    if path.split(['{', '}']).step_by(2).any(|literal| literal.contains(char::is_whitespace)) {
        open.push("blanks".to_owned());
        path.retain(|letter| !letter.is_whitespace());
    }
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    while path.len() > 1 && path.ends_with('/') {
        path.pop();
    }
    Template { path: distinct(&path), query, open }
}

/// A path without its query, and the names in the query.
fn split_query(path: &str) -> (String, Vec<String>) {
    let Some((path, query)) = path.split_once('?') else { return (path.to_owned(), Vec::new()) };
    let names = query.split('&').filter_map(|pair| pair.split('=').next()).map(str::trim);
    let plain = |name: &&str| {
        !name.is_empty()
            && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '$' | '_' | '-' | '@' | '.'))
    };
    (path.to_owned(), names.filter(plain).map(str::to_owned).collect())
}

/// A path whose varying parts are written `{name}`, each with the first of its alternatives.
fn placeholders(path: &str, patterns: &[Pattern]) -> String {
    let mut path = path.to_owned();
    for pattern in patterns {
        let found: Vec<_> = pattern
            .all(&path)
            .filter_map(|found| Some((found.get(0)?.range(), found.name("name")?.as_str().to_owned())))
            .collect();
        for (range, name) in found.into_iter().rev() {
            let first = name.split(['|', ',']).next().unwrap_or("").trim();
            let name = first.trim_matches(['{', '}', '"', '\'', ' ']).replace(char::is_whitespace, "-");
            path.replace_range(range, &format!("{{{name}}}"));
        }
    }
    path
}

/// A path in which no two placeholders have one name: a second one is called after the segment before it.
fn distinct(path: &str) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    let name = |step: &str| step.strip_prefix('{').and_then(|step| step.strip_suffix('}')).map(str::to_owned);
    let names: Vec<Option<String>> = steps.iter().map(|step| name(step)).collect();
    let twice = |name: &Option<String>| name.is_some() && names.iter().filter(|other| *other == name).count() > 1;
    let mut made: Vec<String> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| steps.get(before)).copied().unwrap_or("");
        let own = names.get(index).filter(|name| twice(name)).and_then(Option::as_ref);
        let step = match own {
            Some(own) if !before.is_empty() && !before.starts_with('{') => {
                let mut called = format!("{{{}-{}}}", singular(before), own.to_lowercase());
                let mut count = 2;
                while made.contains(&called) {
                    called = format!("{{{}-{}-{count}}}", singular(before), own.to_lowercase());
                    count += 1;
                }
                called
            }
            _ => (*step).to_owned(),
        };
        made.push(step);
    }
    made.join("/")
}

/// One of what a segment names: `contacts` holds a `contact`.
fn singular(segment: &str) -> String {
    let segment: String = segment.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
    if let Some(stem) = segment.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let sibilant = ["sses", "xes", "ches", "shes"].iter().any(|ending| segment.ends_with(ending));
    if sibilant {
        return segment.strip_suffix("es").unwrap_or(&segment).to_owned();
    }
    if segment.ends_with("ss") { segment } else { segment.strip_suffix('s').unwrap_or(&segment).to_owned() }
}

/// A path without the escapes of Markdown.
fn unescaped(path: &str) -> String {
    path.replace("\\{", "{").replace("\\}", "}").replace("\\_", "_").replace("\\<", "<").replace("\\>", ">")
}
