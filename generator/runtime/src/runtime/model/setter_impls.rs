//! What setters make of their arguments: one function for each kind of member.

use super::erased_box::ErasedBox;
use super::patch::{Patch, options};
use super::value::{Map, map_of};

pub fn value<T>(value: impl Into<T>) -> T {
    value.into()
}

pub fn option<T>(value: impl Into<T>) -> Option<T> {
    Some(value.into())
}

pub fn boxed<T>(value: impl Into<T>) -> Option<Box<T>> {
    Some(Box::new(value.into()))
}

pub fn patch_boxed<T>(value: impl Into<Patch<T>>) -> Patch<Box<T>> {
    value.into().map(Box::new)
}

pub fn erased_box<T: Send + Sync + 'static>(value: impl Into<T>) -> Option<ErasedBox<T>> {
    Some(ErasedBox::new(value.into()))
}

pub fn patch_erased_box<T: Send + Sync + 'static>(value: impl Into<Patch<T>>) -> Patch<ErasedBox<T>> {
    value.into().map(ErasedBox::new)
}

pub fn value_list<T>(value: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    value.into_iter().map(Into::into).collect()
}

pub fn list<T>(value: impl IntoIterator<Item = impl Into<T>>) -> Option<Vec<T>> {
    Some(value.into_iter().map(Into::into).collect())
}

pub fn patch_list<T>(value: impl IntoIterator<Item = impl Into<T>>) -> Patch<Vec<T>> {
    Patch::Value(value.into_iter().map(Into::into).collect())
}

pub fn value_nullable_list<T>(value: impl IntoIterator<Item = impl Into<Patch<T>>>) -> Vec<Option<T>> {
    options(value)
}

pub fn nullable_list<T>(value: impl IntoIterator<Item = impl Into<Patch<T>>>) -> Option<Vec<Option<T>>> {
    Some(options(value))
}

pub fn patch_nullable_list<T>(value: impl IntoIterator<Item = impl Into<Patch<T>>>) -> Patch<Vec<Option<T>>> {
    Patch::Value(options(value))
}

pub fn value_map<T>(value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Map<T> {
    entries(value)
}

pub fn map<T>(value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Option<Map<T>> {
    Some(entries(value))
}

pub fn patch_map<T>(value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Patch<Map<T>> {
    Patch::Value(entries(value))
}

pub fn value_nullable_map<T>(
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) -> Map<Option<T>> {
    nullable_entries(value)
}

pub fn nullable_map<T>(
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) -> Option<Map<Option<T>>> {
    Some(nullable_entries(value))
}

pub fn patch_nullable_map<T>(
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) -> Patch<Map<Option<T>>> {
    Patch::Value(nullable_entries(value))
}

/// The map of entries whose keys and values convert into its own. Of entries with one key, the last is kept.
pub fn entries<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Map<T> {
    map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into())))
}

/// The map of entries whose values convert into a patch. Absent values become null.
fn nullable_entries<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>) -> Map<Option<T>> {
    map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into().into_option().flatten())))
}
