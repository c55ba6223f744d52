//! What does a document say once an overlay has changed it?

use std::collections::BTreeSet;

use serde_json_path::{JsonPath, NormalizedPath};

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

/// Why a value cannot be merged into another one: what the document has at the pointer, and what stands at `origin`.
struct Clash {
    pointer: String,
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
        for pointer in targets {
            if let Err(clash) = self.update(pointer, &graft) {
                self.report(&clash, action, diags);
            }
        }
    }

    /// The pointers to the values that a JSONPath selects.
    fn selected(&self, path: &JsonPath) -> Vec<String> {
        // Several selectors may select one value.
        let mut known = BTreeSet::new();
        let selected: Vec<String> =
            path.query_located(self.raw).locations().map(NormalizedPath::to_json_pointer).collect();
        selected.into_iter().filter(|pointer| known.insert(pointer.clone())).collect()
    }

    fn copied(&self, path: &JsonPath) -> Result<Graft, String> {
        match self.selected(path).as_slice() {
            [pointer] => {
                let raw = self.raw.pointer(pointer).cloned().unwrap_or_default();
                Ok(Graft { raw, origins: self.origins.copied(self.file, pointer) })
            }
            [] => Err(format!("`{path}` selects nothing that could be copied")),
            several => Err(format!("`{path}` selects {} values, and one is copied", several.len())),
        }
    }

    // ── Remove ──

    /// Removes values, the last ones first, so that those before them keep their places.
    fn remove_all(&mut self, mut targets: Vec<String>, action: &Action, diags: &mut Diags) {
        targets.sort_by_cached_key(|pointer| {
            pointer::keys(pointer).map(|key| (key.parse::<usize>().ok(), key)).collect::<Vec<_>>()
        });
        for pointer in targets.into_iter().rev() {
            let Some((parent, last)) = pointer.rsplit_once('/') else {
                let message = "the whole document cannot be removed";
                diags.push(Code::Overlay, action.location.clone(), message);
                continue;
            };
            match self.raw.pointer_mut(parent) {
                Some(Raw::Object(members)) => {
                    members.shift_remove(&pointer::unescape(last));
                    self.origins.remove_member(&pointer);
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

    /// Merges a value into the one at the pointer. What is no list is appended to a list.
    fn update(&mut self, pointer: String, graft: &Graft) -> Result<(), Clash> {
        match self.raw.pointer_mut(&pointer) {
            Some(Raw::Array(items)) if !graft.raw.is_array() => {
                let place = pointer::join(&pointer, &items.len().to_string());
                items.push(graft.raw.clone());
                self.origins.put(&place, graft.origins.clone());
                Ok(())
            }
            Some(_) | None => self.merge(pointer, graft),
        }
    }

    fn merge(&mut self, pointer: String, graft: &Graft) -> Result<(), Clash> {
        let Some(target) = self.raw.pointer_mut(&pointer) else { return Ok(()) };
        match (target, &graft.raw) {
            (Raw::Object(members), Raw::Object(added)) => {
                let mut common = Vec::new();
                for (key, value) in added {
                    let inside = Graft { raw: value.clone(), origins: graft.origins.member(key) };
                    let place = pointer::join(&pointer, key);
                    if members.contains_key(key) {
                        common.push((place, inside));
                    } else {
                        members.insert(key.clone(), inside.raw);
                        self.origins.put(&place, inside.origins);
                    }
                }
                common.into_iter().try_for_each(|(place, inside)| self.merge(place, &inside))
            }
            (Raw::Array(items), Raw::Array(added)) => {
                for (index, value) in added.iter().enumerate() {
                    let place = pointer::join(&pointer, &items.len().to_string());
                    items.push(value.clone());
                    self.origins.put(&place, graft.origins.member(&index.to_string()));
                }
                Ok(())
            }
            (target, value) if is_primitive(target) && is_primitive(value) => {
                *target = value.clone();
                self.origins.put(&pointer, graft.origins.clone());
                Ok(())
            }
            (target, value) => {
                Err(Clash { pointer, has: kind(target), gets: kind(value), origin: graft.origins.here().cloned() })
            }
        }
    }

    fn report(&self, Clash { pointer, has, gets, origin }: &Clash, action: &Action, diags: &mut Diags) {
        let location = match (&action.change, origin) {
            (Change::Update(..), Some(origin)) => origin,
            (Change::Update(_, location) | Change::Copy(_, location), _) => location,
            (Change::Remove | Change::Nothing, _) => &action.location,
        };
        let message = format!("{gets} cannot be merged into `#{pointer}`, which is {has}");
        diags
            .push(Code::Overlay, location.clone(), message)
            .label(self.origins.origin(self.file, pointer), "the value in the document")
            .help("to replace a value by one of another kind, remove it by an action before this one");
    }
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
