//! What a user says of pages: the rules `[[paging]]` of `codegen.toml`, and whether an operation fits one.

use serde::Deserialize;

use super::body::{self, Lookup, PageBody};
use super::paging::{CursorSource, NextPage, PageParam, Paging};
use super::place::{Naming, has_response_header, listed, missing, place, said};
use super::want::Want;
use crate::ir::{Api, Item, Method, Operation, ParamLocation, TypeExpr};

/// How operations are paged whose document does not say it.
///
/// A place in a body is the name of a member, or a JSON pointer such as `/links/next`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PagingRule {
    /// The operations, each by its `operationId`, or by its method and path, such as `GET /users`. Without it, the rule is
    /// for each operation that has all that the rule names and that no other rule names.
    #[serde(default)]
    pub operations: Vec<String>,
    /// How the next page is requested.
    pub by: PagedBy,
    /// Where the items of a page are. Without it, the body is the list, or has only one.
    pub items: Option<String>,
    /// Where the body has the link or the cursor of the next page.
    pub member: Option<String>,
    /// The header of the response that has the cursor of the next page.
    pub response_header: Option<String>,
    /// Where the last item has the cursor of the next page, such as `id`.
    pub last_item: Option<String>,
    /// The parameter of the query that the next page is requested by.
    pub query: Option<String>,
    /// The header that the next page is requested by.
    pub header: Option<String>,
    /// Where the body of the request has the cursor or number that the next page is requested by.
    pub body: Option<String>,
    /// The number of the first page. Without it, it is 1.
    pub first: Option<u64>,
    /// Where the body says, as a boolean, whether another page follows.
    pub more: Option<String>,
    /// The method that links are requested with.
    #[serde(default)]
    pub link_method: LinkMethod,
    /// The parameters of the query that are added to links which do not have them.
    #[serde(default)]
    pub repeat: Vec<String>,
    /// The line and column of the rule in `codegen.toml`, both from 1. None: a program made it.
    #[serde(skip)]
    pub place: Option<(usize, usize)>,
}

/// How the next page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PagedBy {
    /// By a link that the body has.
    Link,
    /// By the link with the relation `next` in the header `Link`.
    LinkHeader,
    /// By a cursor that the last page has.
    Cursor,
    /// By the number of the page. The pages end with an empty one, unless `more` says it.
    Page,
    /// By the number of items before the page. The pages end with an empty one, unless `more` says it.
    Offset,
    /// Not at all: all items are in one page.
    OnePage,
}

/// The method that links are requested with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkMethod {
    /// `GET`, without a body.
    #[default]
    Get,
    /// `POST`, with the body of the first request if that is a `POST` too.
    Post,
}

impl PagingRule {
    /// A rule for all operations that have what it names, once that is added.
    pub fn new(by: PagedBy) -> Self {
        Self {
            operations: Vec::new(),
            by,
            items: None,
            member: None,
            response_header: None,
            last_item: None,
            query: None,
            header: None,
            body: None,
            first: None,
            more: None,
            link_method: LinkMethod::Get,
            repeat: Vec::new(),
            place: None,
        }
    }

    /// Why the rule is at fault, whatever the documents are. None: it is not.
    pub(crate) fn fault(&self) -> Option<String> {
        self.next().err()
    }

    /// How the next page is requested, or why the rule does not say it.
    fn next(&self) -> Result<NextPage, String> {
        let unused = |keys: &[(&str, bool)]| {
            let given = keys.iter().find(|(_, is_given)| *is_given);
            given.map_or(Ok(()), |(key, _)| Err(format!("`{key}` says nothing of pages by `{}`", self.by.word())))
        };
        let response = [
            ("member", self.member.is_some()),
            ("response-header", self.response_header.is_some()),
            ("last-item", self.last_item.is_some()),
        ];
        let request =
            [("query", self.query.is_some()), ("header", self.header.is_some()), ("body", self.body.is_some())];
        let first = [("first", self.first.is_some())];
        match self.by {
            PagedBy::Link => {
                unused(&[&response[1..], &request, &first].concat())?;
                let member =
                    self.member.as_deref().ok_or("pages by `link` need `member`: where the body has the link")?;
                Ok(NextPage::Link(place(member)))
            }
            PagedBy::LinkHeader => {
                unused(&[&response[..], &request, &first].concat())?;
                Ok(NextPage::LinkHeader)
            }
            PagedBy::OnePage => {
                unused(&[&response[..], &request, &first].concat())?;
                Ok(NextPage::OnlyOne)
            }
            PagedBy::Cursor => {
                unused(&first)?;
                Ok(NextPage::Cursor { from: self.cursor()?, to: self.param()? })
            }
            PagedBy::Page => {
                unused(&response)?;
                Ok(NextPage::Number { to: self.param()?, first: self.first.unwrap_or(1) })
            }
            PagedBy::Offset => {
                unused(&[&response[..], &first].concat())?;
                Ok(NextPage::Offset { to: self.param()? })
            }
        }
    }

    fn cursor(&self) -> Result<CursorSource, String> {
        match (&self.member, &self.response_header, &self.last_item) {
            (Some(member), None, None) => Ok(CursorSource::Body(place(member))),
            (None, Some(name), None) => Ok(CursorSource::Header(name.clone())),
            (None, None, Some(member)) => Ok(CursorSource::LastItem(place(member))),
            _ => {
                Err("pages by `cursor` need one of `member`, `response-header` and `last-item`: where a page has the \
                      cursor of the next one"
                    .to_owned())
            }
        }
    }

    fn param(&self) -> Result<PageParam, String> {
        match (&self.query, &self.header, &self.body) {
            (Some(name), None, None) => Ok(PageParam::Query(name.clone())),
            (None, Some(name), None) => Ok(PageParam::Header(name.clone())),
            (None, None, Some(member)) => Ok(PageParam::Body(place(member))),
            _ => Err(format!(
                "pages by `{}` need one of `query`, `header` and `body`: what the next page is requested by",
                self.by.word()
            )),
        }
    }
}

impl PagedBy {
    fn word(self) -> &'static str {
        match self {
            PagedBy::Link => "link",
            PagedBy::LinkHeader => "link-header",
            PagedBy::Cursor => "cursor",
            PagedBy::Page => "page",
            PagedBy::Offset => "offset",
            PagedBy::OnePage => "one-page",
        }
    }
}

/// The table of an operation that a rule is for.
///
/// # Errors
/// When the operation lacks something that the rule names: what that is.
pub fn fit(api: &Api, operation: &Operation, rule: &PagingRule, naming: Naming) -> Result<Paging, String> {
    let next = rule.next()?;
    let body = PageBody::of(api, operation).ok_or("its successes have no body of JSON or XML in common")?;
    if naming == Naming::Pattern && rule.by == PagedBy::LinkHeader && operation.method != Method::Get {
        return Err("it is no GET".to_owned());
    }
    let items = match &rule.items {
        Some(items) => place(items),
        None => body.only_list().ok_or("its body has no list, or several, so that the rule needs `items`")?,
    };
    let item = match body.look(&items) {
        Lookup::Found(found) => match api.resolve(&found.value.ty) {
            TypeExpr::List(item) => item.as_ref(),
            TypeExpr::Named(_)
            | TypeExpr::Scalar(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => return Err(format!("`{items}` of its body is no list")),
        },
        Lookup::Unsaid => return Err(format!("the document does not say that `{items}` of its body is a list")),
        Lookup::Missing(known) => return Err(missing(&items, "its body", &known)),
    };
    let fitting = Fitting { api, operation, naming };
    match &next {
        NextPage::OnlyOne | NextPage::LinkHeader => {}
        NextPage::Link(place) => fitting.says(body.look(place), place, "its body", Want::Link)?,
        NextPage::Cursor { from, to } => {
            match from {
                CursorSource::Body(place) => fitting.says(body.look(place), place, "its body", Want::Cursor)?,
                CursorSource::Header(name) => has_response_header(operation, name)?,
                CursorSource::LastItem(place) => {
                    fitting.says(body::look(api, item, place), place, "an item", Want::Cursor)?
                }
            }
            fitting.has(to, Want::Cursor)?;
        }
        NextPage::Number { to, .. } | NextPage::Offset { to } => {
            let want = if let PageParam::Body(_) = to { Want::Number } else { Want::NumberInText };
            fitting.has(to, want)?;
        }
    }
    let more = rule.more.as_deref().map(place);
    if let Some(more) = &more {
        fitting.says(body.look(more), more, "its body", Want::Flag)?;
    }
    let link_method = match rule.link_method {
        LinkMethod::Get => Method::Get,
        LinkMethod::Post => Method::Post,
    };
    Ok(Paging { next, items, more, repeated: rule.repeat.clone(), link_method })
}

/// An operation that is held against a rule.
struct Fitting<'a> {
    api: &'a Api,
    operation: &'a Operation,
    naming: Naming,
}

impl Fitting<'_> {
    /// Whether a place of a response has what is needed there.
    fn says(&self, found: Lookup<'_>, place: &str, whose: &str, want: Want) -> Result<(), String> {
        said(self.api, self.naming, found, place, whose, want)
    }

    /// Whether the operation has a parameter that takes what is sent.
    fn has(&self, param: &PageParam, want: Want) -> Result<(), String> {
        let (sent_in, what, name) = match param {
            PageParam::Query(name) => (ParamLocation::Query, "query", name),
            PageParam::Header(name) => (ParamLocation::Header, "header", name),
            PageParam::Body(place) => return self.has_in_body(place, want),
        };
        let known = || self.operation.params.iter().filter(|param| param.sent_in == sent_in);
        let same = |known: &str| match sent_in {
            ParamLocation::Header => known.eq_ignore_ascii_case(name),
            ParamLocation::Path | ParamLocation::Query | ParamLocation::Cookie => known == name,
        };
        if let Some(param) = known().find(|param| same(&param.name)) {
            return want.met_by(self.api, &param.value, &format!("its {what} parameter `{name}`"));
        }
        let known: Vec<&str> = known().map(|param| param.name.as_str()).collect();
        Err(format!("it has no {what} parameter `{name}`{}", listed(&known)))
    }

    fn has_in_body(&self, place: &str, want: Want) -> Result<(), String> {
        let values = self.operation.body.iter().flat_map(|body| &body.content).filter_map(|media| media.value.as_ref());
        let first: Option<&Item> = values.into_iter().next();
        let value = first.ok_or("it has no request body")?;
        self.says(body::look(self.api, value, place), place, "its request body", want)
    }
}
