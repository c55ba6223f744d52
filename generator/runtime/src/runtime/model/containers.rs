//! `Option`, `Box`, `Vec` and maps as model values.

use std::collections::btree_map::Entry;

use super::value::{
    Digits, Empty, Entries, List, Map, MemberView, Optional, Placeholder, Slot, TextPlace, Value, View,
};

impl<T> Empty for Option<T> {
    const EMPTY: Self = None;
}

impl<T> Placeholder for Option<T> {
    fn placeholder() -> Self {
        None
    }
}

impl<T: Value> Value for Option<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self, T::digits())
    }
    fn member_view(&self) -> MemberView<'_> {
        match self {
            Some(value) => value.member_view(),
            None => MemberView::Absent,
        }
    }
    fn text_place(&mut self) -> TextPlace<'_> {
        T::optional_text_place(self)
    }
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }
}

impl<T: Value> Optional for Option<T> {
    fn reset(&mut self) {
        *self = None;
    }
    fn null(&mut self) {
        *self = None;
    }
    fn some(&mut self) -> Slot<'_> {
        self.insert(T::placeholder()).slot()
    }
}

impl<T: Placeholder> Placeholder for Box<T> {
    fn placeholder() -> Self {
        Box::new(T::placeholder())
    }
    fn digits() -> Digits {
        T::digits()
    }
}

impl<T: Value> Value for Box<T> {
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T> Empty for Vec<T> {
    const EMPTY: Self = Vec::new();
}

impl<T> Placeholder for Vec<T> {
    fn placeholder() -> Self {
        Vec::new()
    }
}

impl<T: Value> Value for Vec<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn clear(&mut self) {
        Vec::clear(self);
    }
    fn push(&mut self) -> Slot<'_> {
        Vec::push(self, T::placeholder());
        // There is a last item now.
        self.last_mut().map_or(Slot::Nothing, Value::slot)
    }
    fn reserve(&mut self, more: usize, size: usize) {
        self.reserve_exact(more.min(size / size_of::<T>().max(1)));
    }
    fn pop(&mut self) {
        Vec::pop(self);
    }
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn item(&self, index: usize) -> Option<View<'_>> {
        self.get(index).map(Value::view)
    }
}

impl<T> Empty for Map<T> {
    const EMPTY: Self = Map::new();
}

impl<T> Placeholder for Map<T> {
    fn placeholder() -> Self {
        Map::new()
    }
}

impl<T: Value> Value for Map<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> Entries for Map<T> {
    fn clear(&mut self) {
        Map::clear(self);
    }
    fn insert(&mut self, key: &str) -> Slot<'_> {
        let place = match self.entry(key.to_owned()) {
            Entry::Occupied(mut entry) => {
                entry.insert(T::placeholder());
                entry.into_mut()
            }
            Entry::Vacant(entry) => entry.insert(T::placeholder()),
        };
        place.slot()
    }
    fn remove(&mut self, key: &str) {
        Map::remove(self, key);
    }
    fn contains(&self, key: &str) -> bool {
        self.contains_key(key)
    }
    fn len(&self) -> usize {
        Map::len(self)
    }
    fn views<'a>(&'a self) -> Box<dyn Iterator<Item = (&'a str, View<'a>)> + 'a> {
        Box::new(self.iter().map(|(key, value)| (key.as_str(), value.view())))
    }
}
