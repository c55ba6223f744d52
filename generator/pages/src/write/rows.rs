//! What do the rows of a page say of members, and where do pages disagree?

use super::model::{Member, Model};
use crate::facts::{Mark, Owner, Page, Statement};

/// The resource that the members of an owner belong to.
fn owner<'a>(owner: &'a Owner, returned: Option<&'a str>, body: Option<&'a str>) -> Option<&'a str> {
    match owner {
        Owner::Body => body,
        Owner::Resource(name) => Some(name),
        Owner::Response => returned,
        Owner::Parameter => None,
    }
}

/// Adds what the rows of a page say of members; a page returns one resource, and sends one.
pub fn read(model: &mut Model, page: &Page, returned: Option<&str>, body: Option<&str>) {
    for fact in &page.facts {
        let replaced = if let Statement::Note { rule, member } = &fact.says {
            member.as_deref().filter(|_| rule == "replaced-whole")
        } else {
            None
        };
        let spoken_of = fact.says.member().or(replaced.map(|member| (&Owner::Body, member)));
        let Some((of, name)) = spoken_of else { continue };
        let Some(resource) = owner(of, returned, body) else { continue };
        // A dot leads into a member of a member, which its own page describes.
        let name =
            if name.chars().all(|c| !c.is_alphanumeric()) { nameless(page, names(page, of)) } else { name.to_owned() };
        if name.is_empty() || name.contains('.') && !name.starts_with('@') {
            continue;
        }
        let members = &mut model.resource(resource, &page.file, fact.line).members;
        let member = members.entry(name.clone()).or_insert_with(|| Member {
            page: page.file.clone(),
            line: fact.line,
            ..Member::default()
        });
        member.sent |= matches!(of, Owner::Body);
        let open = disagreement(member, &fact.says);
        say(member, &fact.says);
        if let Some((what, proposed)) = open {
            let decision = model.decide(&page.file, fact.line, what, proposed);
            let member = model.resource(resource, &page.file, fact.line).members.get_mut(&name);
            if let (Some(member), Statement::Member { .. }) = (member, &fact.says) {
                member.contested.push(decision);
            }
        }
    }
}

/// What a row says otherwise than an earlier one, and which of them is followed.
fn disagreement(member: &Member, says: &Statement) -> Option<(String, String)> {
    let (_, name) = says.member()?;
    let earlier = format!("{}:{}", member.page, member.line);
    if let (Statement::Member { of, .. }, Some(before)) = (says, &member.of) {
        let what = format!("`{name}` is {of} here, and {before} in {earlier}");
        return (!of.is_same(before)).then(|| (what, format!("{before}, as the earlier page says")));
    }
    let Statement::Mark { mark, .. } = says else { return None };
    let against = match mark {
        Mark::Nullable => [Mark::NotNullable, Mark::NotClearable],
        Mark::NotNullable | Mark::NotClearable => [Mark::Nullable, Mark::Nullable],
        Mark::Required => [Mark::Optional, Mark::Optional],
        Mark::Optional => [Mark::Required, Mark::Required],
        Mark::ReadOnly
        | Mark::WriteOnce
        | Mark::RequiredOnCreate
        | Mark::Deprecated
        | Mark::ReturnedOnSelect
        | Mark::SentAlone
        | Mark::ReplacedWhole
        | Mark::Secret => return None,
    };
    let other = against.into_iter().find(|it| member.is(*it))?;
    Some((format!("`{name}` is {mark} here, and {other} by {earlier}"), "the stricter of the two".to_owned()))
}

/// Adds what a fact says of a member.
pub fn say(member: &mut Member, says: &Statement) {
    match says {
        Statement::Member { of, .. } => member.of = Some(member.of.take().unwrap_or_else(|| of.clone())),
        Statement::Mark { mark, .. } => {
            member.marks.insert((*mark).into());
        }
        Statement::Note { .. } => {
            member.marks.insert(Mark::ReplacedWhole.into());
        }
        Statement::Values { values, .. } => {
            for value in values.iter().filter(|value| !member.values.contains(value)).cloned().collect::<Vec<_>>() {
                member.values.push(value);
            }
        }
        Statement::Default { value, .. } => member.default = Some(value.clone()),
        Statement::Limit { limit, .. } if !member.limits.contains(limit) => member.limits.push(limit.clone()),
        Statement::Limit { .. }
        | Statement::Title { .. }
        | Statement::Operation { .. }
        | Statement::Permission(_)
        | Statement::Cloud { .. }
        | Statement::Header { .. }
        | Statement::Parameter { .. }
        | Statement::RequestBody { .. }
        | Statement::Status { .. }
        | Statement::Example { .. }
        | Statement::Stage { .. } => {}
    }
}

/// The names in the rows of an owner.
pub fn names<'p>(page: &'p Page, of: &Owner) -> Vec<&'p str> {
    let named = page.facts.iter().filter_map(|fact| {
        let Statement::Member { owner, name, .. } = &fact.says else { return None };
        (owner == of).then_some(name.as_str())
    });
    named.collect()
}

/// The name of a row that has none: that of the one member of an example of which no row speaks.
fn nameless(page: &Page, rows: Vec<&str>) -> String {
    let payloads = page.facts.iter().filter_map(|fact| fact.says.payload()?.1.as_object());
    let mut left: Vec<&String> =
        payloads.flat_map(|it| it.keys()).filter(|key| !rows.contains(&key.as_str())).collect();
    left.retain(|key| !matches!(key.as_str(), "id" | "value") && !key.starts_with('@'));
    left.dedup();
    match left.as_slice() {
        [one] => (*one).clone(),
        _ => String::new(),
    }
}
