//! To which resource do pages and their operations belong?

use std::collections::HashMap;

use indexmap::IndexMap;

use super::super::model::Call;
use super::super::names::kebab;
use crate::specification::segments;

/// Where the operations of each page belong.
#[derive(Default)]
pub struct Homes {
    of_pages: IndexMap<String, String>,
    of_calls: HashMap<(String, String), String>,
}

impl Homes {
    /// A page belongs where its first operation does; an operation of two pages, where the earlier page does.
    pub fn of(calls: &[Call]) -> Self {
        let mut homes = Self::default();
        for call in calls {
            let key = (call.method.clone(), segments(&call.path).join("/"));
            let known = homes.of_pages.get(&call.page).or_else(|| homes.of_calls.get(&key)).cloned();
            let home = known.unwrap_or_else(|| {
                Some(kebab(&call.resource)).filter(|it| !it.is_empty()).unwrap_or("operations".to_owned())
            });
            homes.of_pages.entry(call.page.clone()).or_insert_with(|| home.clone());
            homes.of_calls.entry(key).or_insert(home);
        }
        homes
    }

    /// Where the operations of a page belong. None: it has none.
    pub fn of_page(&self, page: &str) -> Option<&str> {
        self.of_pages.get(page).map(String::as_str)
    }

    /// Where an operation belongs.
    pub fn of_call(&self, method: &str, path: &str) -> Option<&str> {
        self.of_calls.get(&(method.to_owned(), segments(path).join("/"))).map(String::as_str)
    }
}
