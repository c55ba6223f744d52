//! What does a fact say, in words for people?

use crate::facts::{Availability, Need, Owner, Presence, Side, Stage, Statement};

/// One line, such as ``the body has `birthday`: string:date-time``.
pub fn says(statement: &Statement) -> String {
    match statement {
        Statement::Title { text } => format!("the title is `{text}`"),
        Statement::Operation { method, path, .. } => format!("there is `{method} {path}`"),
        Statement::Permission(it) => match it.availability {
            Availability::Available => {
                format!("`{}` needs one of `{}`, in this order", it.scheme, it.scopes.join("`, `"))
            }
            Availability::Unavailable => format!("no permission of `{}` is enough", it.scheme),
            Availability::Unsaid => format!("`{}` is named without permissions", it.scheme),
        },
        Statement::Cloud { name, availability } => format!("the cloud `{name}` {}", availability_words(*availability)),
        Statement::Header { side, name, need, value } => {
            let value = value.as_ref().map_or(String::new(), |value| format!(": {value}"));
            format!("the {} has the{} header `{name}`{value}", side_words(*side), need_words(*need))
        }
        Statement::Parameter { location, name, of, need } => {
            let of = of.as_ref().map_or(String::new(), |of| format!(": {of}"));
            format!("the {location} has the{} parameter `{name}`{of}", need_words(*need))
        }
        Statement::RequestBody { presence: Presence::Absent, .. } => "the request has no body".to_owned(),
        Statement::RequestBody { presence: Presence::Present, resource } => {
            resource.as_ref().map_or("the request has a body".to_owned(), |it| format!("the body is of `{it}`"))
        }
        Statement::Member { owner, name, of } => format!("{} has `{name}`: {of}", owner_words(owner)),
        Statement::Mark { owner, name, mark } => format!("`{name}` of {} is {mark}", owner_words(owner)),
        Statement::Values { owner, name, values } => {
            format!("`{name}` of {} is one of `{}`", owner_words(owner), values.join("`, `"))
        }
        Statement::Default { owner, name, value } => {
            format!("`{name}` of {} is {value} if left out", owner_words(owner))
        }
        Statement::Limit { owner, name, limit } => {
            let (keyword, value) = super::member::keyword(limit);
            format!("`{name}` of {} has {keyword} {value}", owner_words(owner))
        }
        Statement::Status { code, resource, collection } => {
            let list = if *collection { "a list of " } else { "" };
            let of = resource.as_ref().map_or(String::new(), |it| format!(" with {list}`{it}`"));
            format!("it answers {code}{of}")
        }
        Statement::Example { side, .. } => format!("this is an example of the {}", side_words(*side)),
        Statement::Stage { stage: Stage::Beta } => "it may change, and is not for production".to_owned(),
        Statement::Stage { stage: Stage::Deprecated } => "it is deprecated".to_owned(),
        Statement::Note { rule, member } => {
            member.as_ref().map_or(format!("the note `{rule}`"), |it| format!("the note `{rule}` of `{it}`"))
        }
    }
}

/// The kind of a fact, as the file names it.
pub fn subject(statement: &Statement) -> &'static str {
    match statement {
        Statement::Title { .. } => "title",
        Statement::Operation { .. } => "operation",
        Statement::Permission(_) => "permission",
        Statement::Cloud { .. } => "cloud",
        Statement::Header { .. } => "header",
        Statement::Parameter { .. } => "parameter",
        Statement::RequestBody { .. } => "request-body",
        Statement::Member { .. } => "member",
        Statement::Mark { .. } => "mark",
        Statement::Values { .. } => "values",
        Statement::Default { .. } => "default",
        Statement::Limit { .. } => "limit",
        Statement::Status { .. } => "status",
        Statement::Example { .. } => "example",
        Statement::Stage { .. } => "stage",
        Statement::Note { .. } => "note",
    }
}

fn availability_words(availability: Availability) -> &'static str {
    match availability {
        Availability::Available => "has it",
        Availability::Unavailable => "does not have it",
        Availability::Unsaid => "is named without a mark",
    }
}

fn side_words(side: Side) -> &'static str {
    match side {
        Side::Request => "request",
        Side::Response => "response",
    }
}

fn need_words(need: Need) -> &'static str {
    match need {
        Need::Required => " required",
        Need::Optional => " optional",
        Need::Unsaid => "",
    }
}

fn owner_words(owner: &Owner) -> String {
    match owner {
        Owner::Body => "the body".to_owned(),
        Owner::Response => "the response".to_owned(),
        Owner::Parameter => "the parameters".to_owned(),
        Owner::Resource(name) => format!("`{name}`"),
    }
}
