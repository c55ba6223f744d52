//! What does a page say today that it did not say when it was read last?

use crate::facts::{Fact, Page};

/// The changes of a page.
#[derive(Clone, Debug, Default)]
pub struct News<'p> {
    /// Facts that are new.
    pub added: Vec<&'p Fact>,
    /// Facts that are gone.
    pub removed: Vec<&'p Fact>,
    /// Facts that say another thing, before and now.
    pub changed: Vec<(&'p Fact, &'p Fact)>,
    /// Facts that say the same in other prose, before and now.
    pub reworded: Vec<(&'p Fact, &'p Fact)>,
    /// How many stand on another line.
    pub moved: usize,
}

impl News<'_> {
    /// How many facts changed; one that only moved did not.
    pub fn count(&self) -> usize {
        self.added.len() + self.removed.len() + self.changed.len() + self.reworded.len()
    }

    /// Whether the page says what it said.
    pub fn is_none(&self) -> bool {
        self.count() == 0
    }
}

/// Compares a page as it was read last with the page as it is.
pub fn news<'p>(before: &'p Page, now: &'p Page) -> News<'p> {
    let mut news = News::default();
    for fact in &now.facts {
        match before.facts.iter().find(|it| it.id == fact.id) {
            None => news.added.push(fact),
            Some(old) if old.says != fact.says => news.changed.push((old, fact)),
            Some(old) if old.wording != fact.wording => news.reworded.push((old, fact)),
            Some(old) if old.line != fact.line => news.moved += 1,
            Some(_) => {}
        }
    }
    news.removed = before.facts.iter().filter(|old| now.facts.iter().all(|it| it.id != old.id)).collect();
    news
}

/// Gives each fact of a page the answer that it had, where it says what it said.
pub fn keep(before: &Page, now: &mut Page) {
    now.address = now.address.take().or_else(|| before.address.clone());
    for fact in &mut now.facts {
        let old = before.facts.iter().find(|it| it.id == fact.id && it.says == fact.says);
        fact.held = fact.held.take().or_else(|| old.and_then(|it| it.held.clone()));
    }
}
