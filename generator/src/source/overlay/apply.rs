//! What does a document say once an overlay has changed it?

use std::collections::BTreeSet;

use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use super::super::Raw;
use super::super::origins::Origins;
use super::{Action, Change, Overlay};
use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};
use crate::pointer;

/// A document that is changed.
struct Document<'d> {
    file: FileId,
    raw: &'d mut Raw,
    origins: &'d mut Origins,
}

/// A value that is merged into another one, and the places of what is inside it.
#[derive(Clone)]
struct Graft {
    raw: Raw,
    origins: Origins,
}

/// Why a value cannot be merged into another one: what the document has at these keys, and what stands at `origin`.
struct Clash {
    keys: Vec<String>,
    has: &'static str,
    gets: &'static str,
    origin: Option<Location>,
}

/// Applies the actions of an overlay in their order. What was wrong with one was told, and the others are applied all the same.
pub fn apply(file: FileId, raw: &mut Raw, origins: &mut Origins, overlay: &Overlay, diags: &mut Diags) {
    let mut document = Document { file, raw, origins };
    for action in &overlay.actions {
        document.apply(action, diags);
    }
}

impl Document<'_> {
    fn apply(&mut self, action: &Action, diags: &mut Diags) {
        let targets = self.selected(&action.target);
        if targets.is_empty() {
            let message = format!("`{}` selects nothing, so that this action changes nothing", action.target);
            diags
                .push(Code::OverlayWithoutEffect, action.location.clone(), message)
                .help("mend the JSONPath, or remove the action if the document has become what it was for");
            return;
        }
        let graft = match &action.change {
            Change::Nothing => {
                let message = "this action changes nothing: it has neither `update` nor `copy` nor `remove: true`";
                diags.push(Code::OverlayWithoutEffect, action.location.clone(), message);
                return;
            }
            Change::Remove => return self.remove_all(targets, action, diags),
            Change::Update(raw, location) => Graft { raw: raw.clone(), origins: Origins::at(location.clone()) },
            Change::Copy(path, location) => match self.copied(path) {
                Ok(graft) => graft,
                Err(message) => {
                    diags.push(Code::Overlay, location.clone(), message);
                    return;
                }
            },
        };
        for keys in targets {
            if let Err(clash) = self.update(keys, &graft) {
                self.report(&clash, action, diags);
            }
        }
    }

    /// The keys of the values that a JSONPath selects.
    fn selected(&self, path: &JsonPath) -> Vec<Vec<String>> {
        let keys = |path: &NormalizedPath<'_>| path.iter().map(key).collect::<Vec<String>>();
        // Several selectors may select one value.
        let mut known = BTreeSet::new();
        let selected = path.query_located(self.raw).locations().map(keys).collect::<Vec<_>>();
        selected.into_iter().filter(|keys| known.insert(keys.clone())).collect()
    }

    fn copied(&self, path: &JsonPath) -> Result<Graft, String> {
        match self.selected(path).as_slice() {
            [keys] => {
                let raw = value(self.raw, keys).cloned().unwrap_or_default();
                Ok(Graft { raw, origins: self.origins.copied(self.file, keys) })
            }
            [] => Err(format!("`{path}` selects nothing that could be copied")),
            several => Err(format!("`{path}` selects {} values, and one is copied", several.len())),
        }
    }

    // ── Remove ──

    /// Removes values, the last ones first, so that those before them keep their places.
    fn remove_all(&mut self, mut targets: Vec<Vec<String>>, action: &Action, diags: &mut Diags) {
        targets.sort_by_cached_key(|keys| {
            keys.iter().map(|key| (key.parse::<usize>().ok(), key.clone())).collect::<Vec<_>>()
        });
        for keys in targets.into_iter().rev() {
            let Some((last, parent)) = keys.split_last() else {
                let message = "the whole document cannot be removed";
                diags.push(Code::Overlay, action.location.clone(), message);
                continue;
            };
            match value_mut(self.raw, parent) {
                Some(Raw::Object(members)) => {
                    members.shift_remove(last);
                    self.origins.remove_member(&keys);
                }
                Some(Raw::Array(items)) => {
                    let length = items.len();
                    if let Some(index) = last.parse().ok().filter(|index| *index < length) {
                        items.remove(index);
                        self.origins.remove_item(self.file, parent, index, length);
                    }
                }
                Some(Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_)) | None => {}
            }
        }
    }

    // ── Merge ──

    /// Merges a value into the one at these keys. What is no list is appended to a list.
    fn update(&mut self, keys: Vec<String>, graft: &Graft) -> Result<(), Clash> {
        let is_item = matches!(value(self.raw, &keys), Some(Raw::Array(_))) && !graft.raw.is_array();
        if !is_item {
            return self.merge(keys, graft);
        }
        if let Some(Raw::Array(items)) = value_mut(self.raw, &keys) {
            items.push(graft.raw.clone());
            let index = (items.len() - 1).to_string();
            self.origins.put(&below(&keys, index), graft.origins.clone());
        }
        Ok(())
    }

    fn merge(&mut self, keys: Vec<String>, graft: &Graft) -> Result<(), Clash> {
        let Some(target) = value_mut(self.raw, &keys) else { return Ok(()) };
        match (target, &graft.raw) {
            (Raw::Object(members), Raw::Object(added)) => {
                let mut common = Vec::new();
                for (key, value) in added {
                    let inside = Graft { raw: value.clone(), origins: graft.origins.member(key) };
                    if members.contains_key(key) {
                        common.push((below(&keys, key.clone()), inside));
                    } else {
                        members.insert(key.clone(), inside.raw);
                        self.origins.put(&below(&keys, key.clone()), inside.origins);
                    }
                }
                common.into_iter().try_for_each(|(keys, inside)| self.merge(keys, &inside))
            }
            (Raw::Array(items), Raw::Array(added)) => {
                for (index, value) in added.iter().enumerate() {
                    let place = below(&keys, items.len().to_string());
                    items.push(value.clone());
                    self.origins.put(&place, graft.origins.member(&index.to_string()));
                }
                Ok(())
            }
            (target, value) if is_primitive(target) && is_primitive(value) => {
                *target = value.clone();
                self.origins.put(&keys, graft.origins.clone());
                Ok(())
            }
            (target, value) => {
                Err(Clash { keys, has: kind(target), gets: kind(value), origin: graft.origins.here().cloned() })
            }
        }
    }

    fn report(&self, Clash { keys, has, gets, origin }: &Clash, action: &Action, diags: &mut Diags) {
        let pointer = pointer::from_keys(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        let location = match (&action.change, origin) {
            (Change::Update(..), Some(origin)) => origin,
            (Change::Update(_, location) | Change::Copy(_, location), _) => location,
            (Change::Remove | Change::Nothing, _) => &action.location,
        };
        let message = format!("{gets} cannot be merged into `#{pointer}`, which is {has}");
        diags
            .push(Code::Overlay, location.clone(), message)
            .label(self.origins.origin(self.file, &pointer), "the value in the document")
            .help("to replace a value by one of another kind, remove it by an action before this one");
    }
}

fn key(element: &PathElement<'_>) -> String {
    match element {
        PathElement::Name(name) => (*name).to_owned(),
        PathElement::Index(index) => index.to_string(),
    }
}

fn below(keys: &[String], key: String) -> Vec<String> {
    keys.iter().cloned().chain([key]).collect()
}

fn value<'r>(raw: &'r Raw, keys: &[String]) -> Option<&'r Raw> {
    keys.iter().try_fold(raw, |raw, key| match raw {
        Raw::Object(members) => members.get(key),
        Raw::Array(items) => items.get(key.parse::<usize>().ok()?),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => None,
    })
}

fn value_mut<'r>(raw: &'r mut Raw, keys: &[String]) -> Option<&'r mut Raw> {
    keys.iter().try_fold(raw, |raw, key| match raw {
        Raw::Object(members) => members.get_mut(key),
        Raw::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => None,
    })
}

fn is_primitive(raw: &Raw) -> bool {
    match raw {
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => true,
        Raw::Object(_) | Raw::Array(_) => false,
    }
}

fn kind(raw: &Raw) -> &'static str {
    match raw {
        Raw::Object(_) => "an object",
        Raw::Array(_) => "a list",
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => "a primitive value",
    }
}
