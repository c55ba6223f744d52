//! Which facts a page says, what a person must decide, and what nothing read.
//!
//! The blocks of a page are walked once. A `place` says what stands below the last heading; the profile says what it
//! means. What no rule consumes is told with its line.

mod close;
mod default;
mod example;
mod headers;
mod json;
mod members;
mod operations;
mod permissions;
mod place;
mod prose;
mod table;
mod values;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::block::{self, Block, Kind, Text};
use crate::facts::{Availability, Fact, Page, Stage, Statement};
use crate::profile::{Profile, Role};
use crate::words::{anchor, normal};

use place::Place;

/// How deep files may include each other.
const DEPTH: usize = 4;

/// What was read of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The page and its facts. The day on which it was read, and its address, are for the caller to say.
    pub page: Page,
    /// What is likely and not said, each with a proposed answer.
    pub to_decide: Vec<ToDecide>,
    /// What nothing consumed.
    pub not_read: Vec<NotRead>,
    /// Further lines that were used, and have no fact of their own: heads of tables, rows of an enumeration, payloads,
    /// and sentences that the profile knows to say nothing.
    pub lines: BTreeSet<usize>,
}

/// Something that a person must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDecide {
    /// The line of the page, counted from 1.
    pub line: usize,
    /// What is open.
    pub what: String,
    /// The answer that was assumed.
    pub proposed: String,
}

/// Something that nothing consumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// The line of the page, counted from 1.
    pub line: usize,
    /// What stands there.
    pub what: String,
}

/// Reads a page. `file` is the name of its file, and the name of the page is that without folder and ending. What it
/// includes is told and not read.
pub fn read(text: &str, file: &str, profile: &Profile) -> Reading {
    read_with(text, file, profile, &|_| None)
}

/// Reads a page with what it includes: `included` gives the text of a file by the address that the page has for it.
/// Facts of such a file have the line of the page that includes it.
pub fn read_with(text: &str, file: &str, profile: &Profile, included: &dyn Fn(&str) -> Option<String>) -> Reading {
    let text = text.trim_start_matches('\u{feff}');
    let document = block::blocks(text, &profile.vocabulary());
    let mut reader = Reader::new(text, file, profile, included);
    for block in &document.blocks {
        reader.block(block);
    }
    reader.close();
    reader.finish(text, file)
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Eight digits that change when some prose does.
fn wording(prose: &str) -> Option<String> {
    let prose = prose.split_whitespace().collect::<Vec<_>>().join(" ");
    (!prose.is_empty()).then(|| digest(prose.as_bytes()).chars().take(8).collect())
}

/// The name of a member whose row has none.
const NAMELESS: &str = "?";

struct Reader<'a> {
    profile: &'a Profile,
    included: &'a dyn Fn(&str) -> Option<String>,
    /// How many files stand around the one that is read, since each includes the next.
    depth: usize,
    /// The line of the page that includes what is read.
    at: Option<usize>,
    source: Vec<String>,
    name: String,
    place: Place,
    facts: Vec<Fact>,
    /// How often each id was given.
    ids: HashMap<String, usize>,
    to_decide: Vec<ToDecide>,
    not_read: Vec<NotRead>,
    lines: BTreeSet<usize>,
    /// The operations of the part of the page that is read: method and template.
    operations: Vec<(String, String)>,
    /// Whether the page describes an operation, by its sections.
    of_operations: bool,
    /// The title that stands above the page, with its line.
    title: Option<(usize, String)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, file: &str, profile: &'a Profile, included: &'a dyn Fn(&str) -> Option<String>) -> Self {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let name = name.split_once('.').map_or(name, |(stem, _)| stem);
        Self {
            profile,
            included,
            depth: 0,
            at: None,
            source: text.lines().map(str::to_owned).collect(),
            name: name.to_owned(),
            place: Place::default(),
            facts: Vec::new(),
            ids: HashMap::new(),
            to_decide: Vec::new(),
            not_read: Vec::new(),
            lines: BTreeSet::new(),
            operations: Vec::new(),
            of_operations: false,
            title: None,
        }
    }

    fn finish(self, text: &str, file: &str) -> Reading {
        let page = Page {
            name: self.name,
            address: None,
            file: file.to_owned(),
            digest: digest(text.as_bytes()),
            date: String::new(),
            profile: self.profile.name.clone(),
            facts: self.facts,
        };
        Reading { page, to_decide: self.to_decide, not_read: self.not_read, lines: self.lines }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            Kind::Heading { level, text } => self.heading(*level, text, block.line),
            Kind::Paragraph(text) => self.paragraph(text, block),
            Kind::Item(text) | Kind::Note { text, .. } => self.prose(text, &block.kind),
            Kind::Table(table) => self.table(table, block.line),
            Kind::Code { info, text, first } => self.code(info, text, *first),
            Kind::Include { target } => self.include(target, block.line),
            Kind::Html(html) => self.html(html, block),
            Kind::Term(term) => self.place.term = Some(term.clone()),
            Kind::Definition(text) => self.definition(text),
            Kind::FrontMatter(text) if self.depth == 0 => self.front_matter(text),
            Kind::FrontMatter(_) => {}
            Kind::Comment(_) => self.comment(block),
            Kind::Rule => {}
        }
    }

    /// Adds a fact. `tail` says what it is about, within its part of the page.
    fn fact(&mut self, line: usize, tail: &str, says: Statement) {
        self.worded_fact(line, tail, None, says);
    }

    /// Adds a fact that prose belongs to.
    fn worded_fact(&mut self, line: usize, tail: &str, wording: Option<String>, says: Statement) {
        let under = self.place.under.clone();
        let part = under.as_ref().map(|under| format!("/{under}")).unwrap_or_default();
        let mut id = format!("{}{part}/{tail}", self.name);
        let count = self.ids.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            id = format!("{id}-{count}");
        }
        let line = self.at.unwrap_or(line);
        self.facts.push(Fact { id, line, under, wording, says, held: None });
    }

    fn decide(&mut self, line: usize, what: impl Into<String>, proposed: impl Into<String>) {
        let line = self.at.unwrap_or(line);
        self.to_decide.push(ToDecide { line, what: what.into(), proposed: proposed.into() });
    }

    fn tell(&mut self, line: usize, what: impl Into<String>) {
        let line = self.at.unwrap_or(line);
        self.not_read.push(NotRead { line, what: what.into() });
    }

    fn heading(&mut self, level: u8, text: &Text, line: usize) {
        let tab = |start: &String| text.links.iter().any(|link| link.target.starts_with(start.as_str()));
        if self.profile.ignore.tabs.iter().any(tab) {
            return;
        }
        let printed = text.plain.trim();
        let mut first = !self.place.titled && self.profile.role(printed).is_none_or(|(role, _)| role == Role::Resource);
        if let (true, true, Some((line, title))) = (first, level > 1, self.title.take()) {
            // The page has its title above, and this heading is of a part of it.
            first = false;
            self.place.titled = true;
            self.fact(line, "title", Statement::Title { text: title });
        }
        if first {
            self.place.titled = true;
            self.fact(line, "title", Statement::Title { text: printed.to_owned() });
        }
        if self.place.enter(level, printed, self.profile, first, !self.operations.is_empty()) {
            self.operations.clear();
        }
        self.of_operations |=
            matches!(self.place.role(), Some(Role::Request | Role::Permissions | Role::RequestHeaders));
        if self.place.role() == Some(Role::Response) {
            self.place.status = self.status(line, printed);
        }
        self.operation_lines(line, line, printed);
    }

    /// What a comment hides is told if it was a part of the page once: rows of tables, methods and paths.
    fn comment(&mut self, block: &Block) {
        let lines = self.source.get(block.line.saturating_sub(1)..block.end).unwrap_or_default().to_vec();
        for (line, text) in (block.line..).zip(lines) {
            let text = text.trim();
            let row = text.matches('|').count() > 1 && text.contains(char::is_alphanumeric);
            let operation = self.profile.operations.lines.iter().any(|pattern| pattern.is_in(text));
            if row || operation {
                self.tell(line, format!("in a comment: {text}"));
            }
        }
    }

    /// The title of a page can stand above it.
    fn front_matter(&mut self, text: &str) {
        let title = (1..).zip(text.lines()).find_map(|(line, text)| Some((line, text.strip_prefix("title:")?.trim())));
        self.title = title.map(|(line, title)| (line, title.trim_matches(['"', '\'']).to_owned()));
    }

    /// A short paragraph before a list, a table or code can be what a heading is elsewhere.
    fn paragraph(&mut self, text: &Text, block: &Block) {
        let printed = text.plain.trim();
        let lead = printed.len() <= 80
            && (printed.ends_with(':') || text.strong.iter().any(|at| at.len() + 1 >= printed.len()));
        if lead && self.place.lead(printed, self.profile) {
            return;
        }
        if self.operation_lines(block.line, block.end, "") || self.stray_rows(block) {
            return;
        }
        self.prose(text, &block.kind);
    }

    /// Rows of a table that has no head are told one by one.
    fn stray_rows(&mut self, block: &Block) -> bool {
        let lines = self.source.get(block.line.saturating_sub(1)..block.end).unwrap_or_default();
        let rows: Vec<usize> = (block.line..)
            .zip(lines)
            .filter(|(_, line)| line.trim_start().starts_with('|'))
            .map(|(at, _)| at)
            .collect();
        for line in &rows {
            self.tell(*line, "a row of a table that has no head");
        }
        !rows.is_empty()
    }

    fn include(&mut self, target: &str, line: usize) {
        if self.profile.phrases.beta.iter().any(|pattern| pattern.is_in(target)) {
            self.fact(line, "stage/beta", Statement::Stage { stage: Stage::Beta });
        } else if self.clouds_of_include(target, line) || self.follow(target, line) {
            self.lines.insert(line);
        } else if !self.profile.ignore.includes.iter().any(|words| words.matches_normal(target)) {
            self.tell(line, format!("the file `{target}` is included here, and was not given"));
        }
    }

    /// Reads a file that the page includes, if there is one and files do not include each other without end.
    fn follow(&mut self, target: &str, line: usize) -> bool {
        let ignored = self.profile.ignore.includes.iter().any(|words| words.matches_normal(target));
        if self.depth >= DEPTH || ignored {
            return false;
        }
        let Some(text) = (self.included)(target) else { return false };
        let outer = self.at.replace(self.at.unwrap_or(line));
        let source = std::mem::replace(&mut self.source, text.lines().map(str::to_owned).collect());
        self.depth += 1;
        for block in &block::markdown_blocks(&text).blocks {
            self.block(block);
        }
        self.depth -= 1;
        self.source = source;
        self.at = outer;
        true
    }

    /// A file whose name says which clouds have the operation.
    fn clouds_of_include(&mut self, target: &str, line: usize) -> bool {
        let profile = self.profile;
        let known = profile.clouds_of_includes.iter();
        let Some((_, has)) =
            known.filter(|(words, _)| words.matches_normal(target)).max_by_key(|(words, _)| words.weight())
        else {
            return false;
        };
        for name in profile.clouds.keys() {
            let availability = if has.contains(name) { Availability::Available } else { Availability::Unavailable };
            self.fact(line, &format!("cloud/{name}"), Statement::Cloud { name: name.clone(), availability });
        }
        true
    }

    fn html(&mut self, html: &str, block: &Block) {
        if !self.operation_lines(block.line, block.end, "") && normal(html).contains("<t") {
            self.tell(block.line, "HTML that is no table of headed columns");
        }
    }

    /// What an id says of a part: the anchor of its words.
    fn tail(&self, of: &str, name: &str, rest: &str) -> String {
        let name = if name == NAMELESS
            || name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'@' | b'.'))
        {
            name.to_owned()
        } else {
            anchor(name)
        };
        if rest.is_empty() { format!("{of}/{name}") } else { format!("{of}/{name}/{rest}") }
    }
}
