//! What a table or list of members says: names, types, marks, values, defaults and limits.

use crate::block::{Row, Text};
use crate::facts::{Mark, Need, Owner, Statement, Type};
use crate::profile::{Column, Role};
use crate::words::anchor;

use super::table::Columns;
use super::{Reader, wording};

/// A member or a parameter as a page describes it, whether in a row or in a list of definitions.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub line: usize,
    pub name: String,
    /// The words for its type.
    pub of: Option<String>,
    /// What else is said of it.
    pub prose: Text,
    /// What a column says on whether it must be sent.
    pub answer: String,
    /// What a column says on its default.
    pub default: String,
}

/// What a member belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Belongs {
    Member(Owner),
    /// A parameter of the path or of the query.
    Parameter(&'static str),
}

impl Belongs {
    pub fn owner(&self) -> Owner {
        match self {
            Self::Member(owner) => owner.clone(),
            Self::Parameter(_) => Owner::Parameter,
        }
    }

    /// How ids of facts begin.
    pub fn tail(&self) -> String {
        match self {
            Self::Member(Owner::Body) => "body".to_owned(),
            Self::Member(Owner::Response) => "response".to_owned(),
            Self::Member(Owner::Parameter) => "parameter".to_owned(),
            Self::Member(Owner::Resource(name)) if name.contains(' ') => format!("resource/{}", anchor(name)),
            Self::Member(Owner::Resource(name)) => format!("resource/{name}"),
            Self::Parameter(location) => (*location).to_owned(),
        }
    }
}

impl Reader<'_> {
    /// Reads rows that are members, and says whether members can stand here.
    pub(super) fn members(&mut self, rows: &[&Row], columns: &Columns, role: Role) -> bool {
        if !matches!(
            role,
            Role::Body
                | Role::QueryParameters
                | Role::PathParameters
                | Role::Parameters
                | Role::Response
                | Role::ResponseBody
                | Role::Resource
                | Role::Properties
        ) {
            return false;
        }
        let typed = columns.has(Column::Type);
        // A table in the text of a resource or a response is one of members only if it has types.
        if !typed && matches!(role, Role::Response | Role::Resource) {
            return false;
        }
        for row in rows {
            self.row(row, columns, role);
        }
        true
    }

    fn row(&mut self, row: &Row, columns: &Columns, role: Role) {
        let text = |column| columns.cell(row, column).cloned().unwrap_or_default();
        let plain = |column| text(column).plain.trim().to_owned();
        let mut described = Described {
            line: row.line,
            name: plain(Column::Name),
            of: columns.has(Column::Type).then(|| plain(Column::Type)),
            prose: text(Column::Description),
            answer: plain(Column::Required),
            default: plain(Column::Default),
        };
        if columns.has(Column::Value) {
            let value = text(Column::Value);
            let known = !matches!(self.profile.types.read(value.plain.trim()).of, Type::Unknown(_));
            if described.of.is_none() && known && !value.plain.trim().contains(' ') {
                described.of = Some(value.plain.trim().to_owned());
            } else {
                let mut prose = value;
                prose.join(&described.prose);
                described.prose = prose;
            }
        }
        self.nameless(&mut described);
        self.describe(described, role);
    }

    /// A row of a rendered page may have lost its name, so that its other cells stand one to the left.
    fn nameless(&mut self, described: &mut Described) {
        let Some(of) = &described.of else { return };
        let plain = |words: &str| matches!(self.profile.types.read(words).of, Type::Plain(_) | Type::List(_));
        let sentence = of.split_whitespace().count() > 3 && !plain(of);
        if sentence && described.prose.is_empty() && plain(&described.name) {
            let line = described.line;
            described.prose = Text::on_line(of, line);
            described.of = Some(std::mem::take(&mut described.name));
        }
    }

    /// What a member belongs to, by what stands here; parameters of no place of their own are found in the path.
    pub(super) fn belongs(&self, role: Role, name: &str) -> Belongs {
        match role {
            Role::QueryParameters => Belongs::Parameter("query"),
            Role::PathParameters => Belongs::Parameter("path"),
            Role::Response | Role::ResponseBody => Belongs::Member(Owner::Response),
            Role::Resource | Role::Properties => {
                let name = self.place.resource.clone().or_else(|| self.place.under.clone());
                Belongs::Member(Owner::Resource(name.unwrap_or_else(|| self.name.clone())))
            }
            Role::Parameters => {
                let in_path = |(_, path): &(String, String)| path.contains(&format!("{{{name}}}"));
                let bodiless = |(method, _): &(String, String)| matches!(method.as_str(), "GET" | "DELETE" | "HEAD");
                if self.operations.iter().any(in_path) {
                    Belongs::Parameter("path")
                } else if self.operations.is_empty() {
                    Belongs::Member(Owner::Resource(self.place.under.clone().unwrap_or_else(|| self.name.clone())))
                } else if self.operations.iter().all(bodiless) {
                    Belongs::Parameter("query")
                } else {
                    Belongs::Member(Owner::Body)
                }
            }
            Role::Permissions
            | Role::Clouds
            | Role::Request
            | Role::RequestHeaders
            | Role::ResponseHeaders
            | Role::Body
            | Role::Example
            | Role::ExampleRequest
            | Role::ExampleResponse
            | Role::Values
            | Role::Nothing => Belongs::Member(Owner::Body),
        }
    }

    /// Turns a description into facts.
    pub(super) fn describe(&mut self, described: Described, role: Role) {
        let line = described.line;
        if described.name.is_empty() && described.of.as_deref().unwrap_or("").is_empty() {
            self.tell(line, "a row without a name and a type");
            return;
        }
        let (name, left_out) = self.profile.types.name(&described.name);
        let mut name = name.trim_matches(['`', '*', '"', ' ']).to_owned();
        if name.is_empty() {
            let of = described.of.as_deref().unwrap_or("");
            self.decide(
                line,
                format!("the row has no name; its type is `{of}`"),
                "the member of the example that no row has",
            );
            name = super::NAMELESS.to_owned();
        }
        let belongs = self.belongs(role, &name);
        let read = described.of.as_deref().filter(|of| !of.is_empty()).map(|of| self.profile.types.read(of));
        let mut marks = self.marks(&described.prose.plain);
        if read.as_ref().is_some_and(|read| read.nullable) {
            marks.push(Mark::Nullable);
        }
        let need = self.need(&described.prose.plain, &described.answer);
        let need = if left_out { Need::Optional } else { need };
        match need {
            Need::Required => marks.push(Mark::Required),
            Need::Optional => marks.push(Mark::Optional),
            Need::Unsaid => {}
        }
        let of = read.map(|read| read.of);
        let known = of.clone();
        match &of {
            Some(Type::Unknown(words)) => {
                self.decide(line, format!("the type `{words}` of `{name}` is not known"), "a string");
            }
            None => self.decide(line, format!("the page gives no type of `{name}`"), "a string"),
            Some(_) => {}
        }
        let wording = wording(&described.prose.plain);
        let tail = self.tail(&belongs.tail(), &name, "");
        let says = match &belongs {
            Belongs::Member(owner) => Statement::Member {
                owner: owner.clone(),
                name: name.clone(),
                of: of.unwrap_or_else(|| Type::Unknown(String::new())),
            },
            Belongs::Parameter(location) => {
                marks.retain(|mark| !matches!(mark, Mark::Required | Mark::Optional));
                Statement::Parameter { location: (*location).to_owned(), name: name.clone(), of, need }
            }
        };
        self.worded_fact(line, &tail, wording, says);
        self.values(&described, &belongs, &name, known.as_ref(), &mut marks);
        self.member_notes(line, &described.prose, &name);
        self.state_marks(line, &belongs, &name, marks);
    }

    fn state_marks(&mut self, line: usize, belongs: &Belongs, name: &str, mut marks: Vec<Mark>) {
        let has = |marks: &[Mark], mark| marks.contains(&mark);
        if has(&marks, Mark::NotNullable) {
            marks.retain(|mark| *mark != Mark::Nullable);
        }
        if has(&marks, Mark::RequiredOnCreate) {
            marks.retain(|mark| *mark != Mark::Required);
        }
        let mut stated = Vec::new();
        for mark in marks {
            if stated.contains(&mark) {
                continue;
            }
            stated.push(mark);
            let word =
                serde_json::to_value(mark).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
            let tail = self.tail(&belongs.tail(), name, &word);
            self.fact(line, &tail, Statement::Mark { owner: belongs.owner(), name: name.to_owned(), mark });
        }
    }

    /// What the prose of a member says is true of it.
    fn marks(&self, prose: &str) -> Vec<Mark> {
        let known = &self.profile.phrases.marks.0;
        let said = known.iter().filter(|(_, patterns)| patterns.iter().any(|pattern| pattern.is_in(prose)));
        // Whether it must be sent is told apart with the column that answers it.
        said.map(|(mark, _)| *mark).filter(|mark| !matches!(mark, Mark::Required | Mark::Optional)).collect()
    }

    /// A definition of a list of them, as Mastodon and others describe parameters.
    pub(super) fn definition(&mut self, text: &Text) {
        let Some(term) = self.place.term.clone() else { return };
        let role = self.place.role();
        let listed = role.is_some_and(|role| {
            matches!(
                role,
                Role::Body
                    | Role::QueryParameters
                    | Role::PathParameters
                    | Role::Parameters
                    | Role::Properties
                    | Role::ResponseBody
                    | Role::RequestHeaders
            )
        });
        let (Some(role), true) = (role, listed) else {
            self.tell(term.line(), format!("the definition of `{}`", term.plain.trim()));
            return;
        };
        self.defined(&term, text, role);
    }
}
