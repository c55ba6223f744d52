//! The bodies of setters: one function for each kind of setter stores its argument.

use super::erased_box::ErasedBox;
use super::patch::{Patch, options};
use super::value::{Map, map_of};

pub fn value<T>(place: &mut T, value: impl Into<T>) {
    *place = value.into();
}

pub fn option<T>(place: &mut Option<T>, value: impl Into<T>) {
    *place = Some(value.into());
}

pub fn boxed<T>(place: &mut Option<Box<T>>, value: impl Into<T>) {
    *place = Some(Box::new(value.into()));
}

pub fn patch_boxed<T>(place: &mut Patch<Box<T>>, value: impl Into<Patch<T>>) {
    *place = value.into().map(Box::new);
}

pub fn erased_box<T: Send + Sync + 'static>(place: &mut Option<ErasedBox<T>>, value: impl Into<T>) {
    *place = Some(ErasedBox::new(value.into()));
}

pub fn patch_erased_box<T: Send + Sync + 'static>(place: &mut Patch<ErasedBox<T>>, value: impl Into<Patch<T>>) {
    *place = value.into().map(ErasedBox::new);
}

pub fn value_list<T>(place: &mut Vec<T>, value: impl IntoIterator<Item = impl Into<T>>) {
    *place = value.into_iter().map(Into::into).collect();
}

pub fn list<T>(place: &mut Option<Vec<T>>, value: impl IntoIterator<Item = impl Into<T>>) {
    *place = Some(value.into_iter().map(Into::into).collect());
}

pub fn patch_list<T>(place: &mut Patch<Vec<T>>, value: impl IntoIterator<Item = impl Into<T>>) {
    *place = Patch::Value(value.into_iter().map(Into::into).collect());
}

pub fn value_nullable_list<T>(place: &mut Vec<Option<T>>, value: impl IntoIterator<Item = impl Into<Patch<T>>>) {
    *place = options(value);
}

pub fn nullable_list<T>(place: &mut Option<Vec<Option<T>>>, value: impl IntoIterator<Item = impl Into<Patch<T>>>) {
    *place = Some(options(value));
}

pub fn patch_nullable_list<T>(place: &mut Patch<Vec<Option<T>>>, value: impl IntoIterator<Item = impl Into<Patch<T>>>) {
    *place = Patch::Value(options(value));
}

pub fn value_map<T>(place: &mut Map<T>, value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) {
    *place = entries(value);
}

pub fn map<T>(place: &mut Option<Map<T>>, value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) {
    *place = Some(entries(value));
}

pub fn patch_map<T>(place: &mut Patch<Map<T>>, value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) {
    *place = Patch::Value(entries(value));
}

pub fn value_nullable_map<T>(
    place: &mut Map<Option<T>>,
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) {
    *place = nullable_entries(value);
}

pub fn nullable_map<T>(
    place: &mut Option<Map<Option<T>>>,
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) {
    *place = Some(nullable_entries(value));
}

pub fn patch_nullable_map<T>(
    place: &mut Patch<Map<Option<T>>>,
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>,
) {
    *place = Patch::Value(nullable_entries(value));
}

/// The map of entries whose keys and values convert into its own. Of entries with one key, the last is kept.
pub fn entries<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Map<T> {
    map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into())))
}

/// The map of entries whose values convert into a patch. Absent values become null.
fn nullable_entries<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<Patch<T>>)>) -> Map<Option<T>> {
    map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into().into_option().flatten())))
}
