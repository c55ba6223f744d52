//! Which rule of the user is for an operation, and which rules are for none.

use std::collections::BTreeSet;

use super::long_running::{self, LongRunning, LongRunningRule};
use super::paging::Paging;
use super::place::Naming;
use super::rule::{self, PagingRule};
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
    pub long_running: &'a [LongRunningRule],
}

/// A rule, whatever it says of operations.
pub trait Rule {
    /// The operations that it names.
    fn operations(&self) -> &[String];
    /// Where it stands in `codegen.toml`.
    fn place(&self) -> Option<(usize, usize)>;
}

impl Rule for PagingRule {
    fn operations(&self) -> &[String] {
        &self.operations
    }

    fn place(&self) -> Option<(usize, usize)> {
        self.place
    }
}

impl Rule for LongRunningRule {
    fn operations(&self) -> &[String] {
        &self.operations
    }

    fn place(&self) -> Option<(usize, usize)> {
        self.place
    }
}

/// The numbers of the rules that are for an operation.
#[derive(Debug, Clone, Default)]
pub struct Used {
    pub paging: BTreeSet<usize>,
    pub long_running: BTreeSet<usize>,
}

impl<'a> Rules<'a> {
    /// Where a rule stands.
    fn location(&self, rule: &impl Rule) -> Location {
        match rule.place() {
            Some((line, column)) => Location { file: self.file, at: At::LineColumn(line, column) },
            None => Location::new(FileId(0), ""),
        }
    }

    /// How an operation is paged by a rule, and the number of the rule.
    pub fn paging(&self, api: &Api, operation: &Operation, diags: &mut Diags) -> Option<(usize, Option<Paging>)> {
        self.find(self.paging, operation, diags, |rule, naming| rule::fit(api, operation, rule, naming))
    }

    /// How a long-running operation is followed by a rule, and the number of the rule.
    pub fn long_running(
        &self,
        api: &Api,
        operation: &Operation,
        diags: &mut Diags,
    ) -> Option<(usize, Option<LongRunning>)> {
        self.find(self.long_running, operation, diags, |rule, naming| long_running::fit(api, operation, rule, naming))
    }

    /// The table that a rule gives an operation, and the number of the rule. A rule that names the operation goes before
    /// others, and one that it does not fit is an error.
    fn find<R: Rule, T>(
        &self,
        rules: &[R],
        operation: &Operation,
        diags: &mut Diags,
        fit: impl Fn(&R, Naming) -> Result<T, String>,
    ) -> Option<(usize, Option<T>)> {
        let key = operation.key();
        let names = |rule: &R| rule.operations().iter().any(|named| is_named(operation, &key, named));
        let mut naming = rules.iter().enumerate().filter(|(_, rule)| names(rule));
        if let Some((number, rule)) = naming.next() {
            for (_, later) in naming {
                let message = format!("an earlier rule names `{key}` too, so that this one is not for it");
                diags.push(Code::Config, self.location(later), message).help("name the operation in one of them");
            }
            let fitted = fit(rule, Naming::Named);
            if let Err(why) = &fitted {
                let message = format!("the rule does not fit `{key}`: {why}");
                diags
                    .push(Code::Config, self.location(rule), message)
                    .label(operation.location.clone(), "the operation");
            }
            return Some((number, fitted.ok()));
        }
        let patterns = rules.iter().enumerate().filter(|(_, rule)| rule.operations().is_empty());
        let mut fitting = patterns.filter_map(|(number, rule)| Some((number, Some(fit(rule, Naming::Pattern).ok()?))));
        fitting.next()
    }

    /// Reports the operations that rules name and that no API has, and the rules that are for no operation.
    pub fn report_unused(&self, apis: &[&Api], used: &Used, diags: &mut Diags) {
        self.report(self.paging, apis, &used.paging, diags);
        self.report(self.long_running, apis, &used.long_running, diags);
    }

    fn report<R: Rule>(&self, rules: &[R], apis: &[&Api], used: &BTreeSet<usize>, diags: &mut Diags) {
        let operations = || apis.iter().flat_map(|api| api.operations.iter().map(|(_, operation)| operation));
        let keys: Vec<String> = operations().map(Operation::key).collect();
        for (number, rule) in rules.iter().enumerate() {
            for named in rule.operations() {
                if operations().zip(&keys).any(|(operation, key)| is_named(operation, key, named)) {
                    continue;
                }
                let message = format!("`{named}` is no operation in the documents");
                let found = diags.push(Code::Config, self.location(rule), message);
                if let Some(near) = nearest(named, keys.iter().map(String::as_str)) {
                    found.help(format!("did you mean `{near}`?"));
                }
            }
            if rule.operations().is_empty() && !used.contains(&number) {
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
