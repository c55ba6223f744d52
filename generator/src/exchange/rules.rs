//! Which rule of the user is for an operation, and which rules are for none.

use std::collections::BTreeSet;

use super::paging::Paging;
use super::rule::{Naming, PagingRule, fit};
use crate::diag::{Code, Diags};
use crate::ir::{Api, Operation};
use crate::location::{At, FileId, Location};
use crate::spelling::nearest;

/// The rules of a user.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// `codegen.toml`.
    pub file: FileId,
    pub paging: &'a [PagingRule],
}

impl<'a> Rules<'a> {
    /// Where a rule stands.
    fn location(&self, rule: &PagingRule) -> Location {
        match rule.place {
            Some((line, column)) => Location { file: self.file, at: At::LineColumn(line, column) },
            None => Location::new(FileId(0), ""),
        }
    }

    /// The table that a rule gives an operation, and the number of the rule. A rule that names the operation goes before
    /// others, and one that it does not fit is an error.
    pub fn paging(&self, api: &Api, operation: &Operation, diags: &mut Diags) -> Option<(usize, Option<Paging>)> {
        let key = operation.key();
        let names = |rule: &PagingRule| rule.operations.iter().any(|named| is_named(operation, &key, named));
        if let Some((number, rule)) = self.paging.iter().enumerate().find(|(_, rule)| names(rule)) {
            let fitted = fit(api, operation, rule, Naming::Named);
            if let Err(why) = &fitted {
                let message = format!("the rule does not fit `{key}`: {why}");
                diags
                    .push(Code::Config, self.location(rule), message)
                    .label(operation.location.clone(), "the operation");
            }
            return Some((number, fitted.ok()));
        }
        let patterns = self.paging.iter().enumerate().filter(|(_, rule)| rule.operations.is_empty());
        let mut fitting = patterns
            .filter_map(|(number, rule)| Some((number, Some(fit(api, operation, rule, Naming::Pattern).ok()?))));
        fitting.next()
    }

    /// Reports the operations that rules name and that no API has, and the rules that are for no operation. `used` are the
    /// numbers of the rules that are for one.
    pub fn report_unused(&self, apis: &[&Api], used: &BTreeSet<usize>, diags: &mut Diags) {
        let operations = || apis.iter().flat_map(|api| api.operations.iter().map(|(_, operation)| operation));
        let keys: Vec<String> = operations().map(Operation::key).collect();
        for (number, rule) in self.paging.iter().enumerate() {
            for named in &rule.operations {
                if operations().zip(&keys).any(|(operation, key)| is_named(operation, key, named)) {
                    continue;
                }
                let message = format!("`{named}` is no operation in the documents");
                let found = diags.push(Code::Config, self.location(rule), message);
                if let Some(near) = nearest(named, keys.iter().map(String::as_str)) {
                    found.help(format!("did you mean `{near}`?"));
                }
            }
            if rule.operations.is_empty() && !used.contains(&number) {
                let message = "no operation of the documents has all that this rule names, so that it is for none";
                let found = diags.push(Code::Config, self.location(rule), message);
                found.help("name an operation by `operations`, and the rule says what of it does not fit");
            }
        }
    }
}

/// Whether a user names an operation: by its key, or by its method and path.
fn is_named(operation: &Operation, key: &str, named: &str) -> bool {
    let spoken = || format!("{} {}", operation.method.key().to_ascii_uppercase(), operation.path);
    key == named || spoken() == named
}
