//! The marks of paged operations in documents: `x-ms-pageable`, and the header `Link`.

use super::body::{Lookup, PageBody};
use super::obstacle::Obstacle;
use super::paging::{NextPage, Paging};
use crate::ir::{Api, Method, Operation, Pageable, ParamLocation, TypeExpr};
use crate::pointer;

/// The table of an operation with `x-ms-pageable`.
///
/// # Errors
/// When the body does not have what the mark names.
pub fn pageable(
    api: &Api,
    operation: &Operation,
    mark: &Pageable,
    body: Option<&PageBody<'_>>,
) -> Result<Option<Paging>, Obstacle> {
    let obstacle = |message: String| Obstacle { location: mark.location.clone(), message };
    let Some(body) = body else {
        let message =
            "`x-ms-pageable` is for an operation whose successes have one body of JSON or XML; it is left out";
        return Err(obstacle(message.to_owned()));
    };
    let items = if body.is_list() { String::new() } else { place(body, &mark.items) };
    match body.look(&items) {
        Lookup::Found(found) if matches!(api.resolve(&found.value.ty), TypeExpr::List(_)) => {}
        Lookup::Found(_) => {
            let message =
                format!("`x-ms-pageable` names the member `{}`, which is no list; it is left out", mark.items);
            return Err(obstacle(message));
        }
        Lookup::Unsaid => return Ok(None),
        Lookup::Missing(known) => {
            let known = known.join("`, `");
            let message = format!(
                "`x-ms-pageable` names the member `{}`, which the body lacks; it is left out; the body has `{known}`",
                mark.items
            );
            return Err(obstacle(message));
        }
    }
    let next = mark.next_link.as_deref().map_or(NextPage::OnlyOne, |name| NextPage::Link(place(body, name)));
    Ok(Some(Paging { next, items, more: None, repeated: api_version(operation), link_method: link_method(api, mark) }))
}

/// The place of a member. A name with dots is that of a member, or a way through several.
fn place(body: &PageBody<'_>, name: &str) -> String {
    let plain = pointer::from_keys(&[name]);
    let steps = pointer::from_keys(&name.split('.').collect::<Vec<_>>());
    if body.find(&plain).is_none() && body.find(&steps).is_some() { steps } else { plain }
}

/// The method of the operation that links are requested by.
fn link_method(api: &Api, mark: &Pageable) -> Method {
    let named = |operation: &&Operation| operation.id.is_some() && operation.id == mark.operation;
    api.operations.iter().map(|(_, operation)| operation).find(named).map_or(Method::Get, |named| named.method)
}

/// The parameter that servers of Azure want and leave out of their links.
fn api_version(operation: &Operation) -> Vec<String> {
    let names = operation.params.iter().filter(|param| param.sent_in == ParamLocation::Query).map(|param| &param.name);
    names.filter(|name| *name == "api-version").cloned().collect()
}

/// The table of an operation whose successes have the header `Link`. The body must be a list, or have only one.
pub fn link_header(operation: &Operation, body: &PageBody<'_>) -> Option<Paging> {
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    headers.map(|header| &header.name).find(|name| name.eq_ignore_ascii_case("link"))?;
    let items = body.only_list()?;
    Some(Paging { next: NextPage::LinkHeader, items, more: None, repeated: Vec::new(), link_method: Method::Get })
}
