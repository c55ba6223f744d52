//! What a page leaves open, which shows at its end: names that rows lost, an example that contradicts the rest, and
//! kinds of facts that such a page has and this one has not.

use serde_json::Value;

use crate::facts::{Fact, Owner, Statement};
use crate::profile::{Expected, Profile};

use super::operations::template;
use super::{NAMELESS, Reader, ToDecide};

impl Reader<'_> {
    /// Looks at the page from its end.
    pub(super) fn close(&mut self) {
        self.name_the_nameless();
        self.hold_examples_against_operations();
        self.miss_what_is_expected();
    }

    /// A row without a name is about the member of an example that no row has, if there is but one that stands between
    /// the neighbours of the row by its letters, or one at all.
    fn name_the_nameless(&mut self) {
        let Some(line) = self.facts.iter().find(|fact| member(fact) == Some(NAMELESS)).map(|fact| fact.line) else {
            return;
        };
        let rows: Vec<(usize, String)> =
            self.facts.iter().filter_map(|fact| Some((fact.line, member(fact)?.to_owned()))).collect();
        let ignored = |name: &String| self.profile.ignore.members.iter().any(|words| words.matches_normal(name));
        let in_row = |name: &String| rows.iter().any(|(_, known)| known == name);
        let free: Vec<String> = self.members_of_examples();
        let free: Vec<String> = free.into_iter().filter(|name| !in_row(name) && !ignored(name)).collect();
        let before = rows.iter().rev().find(|(at, _)| *at < line).map(|(_, name)| name.to_lowercase());
        let after = rows.iter().find(|(at, _)| *at > line).map(|(_, name)| name.to_lowercase());
        let between = |name: &&String| {
            let name = name.to_lowercase();
            before.as_ref().is_none_or(|before| *before < name) && after.as_ref().is_none_or(|after| name < *after)
        };
        let near: Vec<&String> = free.iter().filter(between).collect();
        let found = match (near.as_slice(), free.as_slice()) {
            ([one], _) => (*one).clone(),
            (_, [one]) => one.clone(),
            _ => return,
        };
        for fact in &mut self.facts {
            rename(fact, &found);
        }
        let decided = self.to_decide.iter_mut().find(|open| open.line == line && open.what.contains("no name"));
        if let Some(ToDecide { proposed, .. }) = decided {
            *proposed = format!("`{found}`, which an example has and no row");
        }
    }

    /// The members of the objects that examples are.
    fn members_of_examples(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for fact in &self.facts {
            if let Statement::Example { payload: Some(Value::Object(members)), .. } = &fact.says {
                let new = members.keys().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>();
                names.extend(new);
            }
        }
        names
    }

    /// An example can show another path than those that the page prints.
    fn hold_examples_against_operations(&mut self) {
        let mut printed = Vec::new();
        let mut shown = Vec::new();
        for fact in &self.facts {
            printed.extend(fact.says.operation().map(|(method, path)| (method.to_owned(), path.to_owned())));
            let called = fact.says.called().and_then(|line| request(line, self.profile));
            shown.extend(called.map(|(method, path)| (fact.line, method, path)));
        }
        if printed.is_empty() {
            if let Some((line, method, path)) = shown.first() {
                let (line, proposed) = (*line, format!("`{method} {path}`, which the example sends"));
                self.decide(line, "the page prints no method and path", proposed);
            }
            return;
        }
        for (line, method, path) in shown {
            if !printed.iter().any(|(other, template)| *other == method && meets(template, &path)) {
                let what = format!("the example sends `{method} {path}`, and no operation of the page is that");
                self.decide(line, what, "the operations as printed");
            }
        }
    }

    /// Tells which facts a page of its kind has, and this one has not.
    fn miss_what_is_expected(&mut self) {
        if !self.of_operations {
            return;
        }
        let missing: Vec<Expected> = self
            .profile
            .expects
            .iter()
            .copied()
            .filter(|kind| !self.facts.iter().any(|fact| kind.is(&fact.says)))
            .collect();
        for kind in missing {
            self.tell(1, format!("the page has no {}", kind.words()));
        }
    }
}

/// The name of the member of a body that a fact is about.
fn member(fact: &Fact) -> Option<&str> {
    let Statement::Member { owner: Owner::Body, name, .. } = &fact.says else { return None };
    Some(name)
}

/// Gives a fact about a member without a name the name that was found.
fn rename(fact: &mut Fact, found: &str) {
    if let Statement::Note { member: Some(name), .. }
    | Statement::Member { name, .. }
    | Statement::Mark { name, .. }
    | Statement::Values { name, .. }
    | Statement::Default { name, .. }
    | Statement::Limit { name, .. } = &mut fact.says
        && name == NAMELESS
    {
        found.clone_into(name);
        fact.id = fact.id.replace("/?", &format!("/{found}"));
    }
}

/// The method and the path of the first line of a message.
fn request(line: &str, profile: &Profile) -> Option<(String, String)> {
    let (method, path) = line.split_once(char::is_whitespace)?;
    let path = path.trim().split(" HTTP/").next()?.trim();
    Some((method.to_owned(), template(path, profile).path))
}

/// Whether a path is one of a template. In either, a placeholder stands for any segment.
fn meets(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let varies = |step: &str| step.contains('{') || step.contains('(');
    template.len() == path.len()
        && template
            .iter()
            .zip(&path)
            .all(|(one, other)| one.eq_ignore_ascii_case(other) || varies(one) || varies(other))
}
