//! `Option`, `Vec` and maps as model values.

use std::collections::btree_map::Entry;

use super::value::{Empty, Entries, List, Map, MemberView, Optional, Placeholder, Slot, Stored, Value, View};

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
        T::optional_slot(self)
    }
    fn member_view(&self) -> MemberView<'_> {
        match self {
            Some(value) => value.member_view(),
            None => MemberView::Absent,
        }
    }
    fn view(&self) -> View<'_> {
        self.member_view().view()
    }
}

impl<T: Value> Optional for Option<T> {
    fn store(&mut self, what: Stored) -> Slot<'_> {
        *self = match what {
            Stored::Placeholder => Some(T::placeholder()),
            Stored::Absent | Stored::Null => None,
        };
        match self {
            Some(value) => value.slot(),
            None => Slot::Nothing,
        }
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
        match self.last_mut() {
            Some(item) => item.slot(),
            None => Slot::Nothing,
        }
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
    fn keep(&mut self, keeps: &dyn Fn(&str) -> bool) {
        for (key, value) in std::mem::take(self) {
            if keeps(&key) {
                Map::insert(self, key, value);
            }
        }
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
