//! What sentences say: statuses, bodies, notes that change meaning.

use crate::block::{Kind, Text};
use crate::facts::{Fact, Need, Presence, Stage, Statement};
use crate::profile::{Pattern, Role};

use super::{Reader, wording};

impl Reader<'_> {
    /// Reads the sentences of a block. Each that nothing consumes is told.
    pub(super) fn prose(&mut self, text: &Text, kind: &Kind) {
        let role = self.place.role();
        let mut purpose = String::new();
        let is_purpose = role.is_none_or(|role| role == Role::Resource) && self.is_purpose(text, kind);
        let sentences: Vec<(usize, String)> =
            sentences(&text.plain).map(|(at, sentence)| (text.line_at(at), sentence.to_owned())).collect();
        for (line, sentence) in sentences {
            let mut consumed = self.note(line, &sentence) | self.stage(line, &sentence);
            consumed |= self.status(line, &sentence).is_some();
            if role == Some(Role::QueryParameters) {
                consumed |= self.named_parameters(line, &sentence);
            }
            if role.is_none_or(|role| matches!(role, Role::Body | Role::Request)) {
                consumed |= self.body(line, &sentence);
            }
            if consumed || role == Some(Role::Nothing) || self.place.in_example() {
                continue;
            }
            let ignored = self.profile.ignore.sentences.iter().any(|pattern| pattern.is_in(&sentence));
            if is_purpose {
                purpose.push_str(&sentence);
            }
            if is_purpose || ignored {
                self.lines.insert(line);
            } else {
                let of = match kind {
                    Kind::Note { label, .. } if !label.is_empty() => label.as_str(),
                    Kind::Note { .. } => "note",
                    _ => "sentence",
                };
                self.tell(line, format!("{of}: {sentence}"));
            }
        }
        self.word_title(&purpose);
    }

    /// Whether a paragraph is the first one below the title, which says what the page is for.
    fn is_purpose(&self, text: &Text, kind: &Kind) -> bool {
        let open = |fact: &Fact| matches!(fact.says, Statement::Title { .. }) && fact.wording.is_none();
        let ignored = self.profile.ignore.sentences.iter().any(|pattern| pattern.is_in(&text.plain));
        matches!(kind, Kind::Paragraph(_)) && !ignored && self.facts.iter().any(open)
    }

    /// Gives the title the wording of what the page is for.
    fn word_title(&mut self, purpose: &str) {
        let title = self.facts.iter_mut().find(|fact| matches!(fact.says, Statement::Title { .. }));
        if let Some(title) = title {
            title.wording = title.wording.take().or(wording(purpose));
        }
    }

    /// Parameters of the query that a sentence names. Tables describe them better, so that each is a fact but once.
    fn named_parameters(&mut self, line: usize, sentence: &str) -> bool {
        let phrases = &self.profile.phrases;
        if !phrases.parameters.iter().any(|pattern| pattern.is_in(sentence)) {
            return false;
        }
        let named = phrases.parameter.iter().flat_map(|pattern| pattern.all(sentence));
        let names: Vec<String> = named.filter_map(|parts| Some(parts.name("name")?.as_str().to_owned())).collect();
        for name in &names {
            let tail = self.tail("query", name, "");
            if !self.ids.contains_key(&self.id(&tail)) {
                let (location, name) = ("query".to_owned(), name.clone());
                self.fact(line, &tail, Statement::Parameter { location, name, of: None, need: Need::Optional });
            }
        }
        !names.is_empty()
    }

    fn note(&mut self, line: usize, sentence: &str) -> bool {
        let mut found = Vec::new();
        for (rule, patterns) in &self.profile.phrases.notes {
            if let Some(parts) = patterns.iter().find_map(|pattern| pattern.find(sentence)) {
                found.push((rule.clone(), parts.name("member").map(|member| member.as_str().to_owned())));
            }
        }
        for (rule, member) in &found {
            let tail = member.as_ref().map_or_else(|| format!("note/{rule}"), |member| format!("note/{rule}/{member}"));
            if self.ids.contains_key(&self.id(&tail)) {
                continue;
            }
            self.fact(line, &tail, Statement::Note { rule: rule.clone(), member: member.clone() });
        }
        !found.is_empty()
    }

    /// What the prose of a member demands or allows, beyond what is true of it.
    pub(super) fn member_notes(&mut self, line: usize, prose: &Text, name: &str) {
        let notes = &self.profile.phrases.member_notes;
        let said = notes.iter().filter(|(_, patterns)| patterns.iter().any(|pattern| pattern.is_in(&prose.plain)));
        let rules: Vec<String> = said.map(|(rule, _)| rule.clone()).collect();
        for rule in rules {
            let tail = self.tail("note", &rule, name);
            self.fact(line, &tail, Statement::Note { rule, member: Some(name.to_owned()) });
        }
    }

    fn stage(&mut self, line: usize, sentence: &str) -> bool {
        let says = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.is_in(sentence));
        let phrases = &self.profile.phrases;
        let (stage, word) = if says(&phrases.beta) {
            (Stage::Beta, "stage/beta")
        } else if says(&phrases.deprecated) {
            (Stage::Deprecated, "stage/deprecated")
        } else {
            return false;
        };
        if !self.ids.contains_key(&self.id(word)) {
            self.fact(line, word, Statement::Stage { stage });
        }
        true
    }

    /// Reads the statuses of a sentence or a heading, and returns the first.
    pub(super) fn status(&mut self, line: usize, sentence: &str) -> Option<u16> {
        let mut found: Vec<(u16, Option<String>, bool)> = Vec::new();
        for parts in self.profile.phrases.responses.iter().flat_map(|pattern| pattern.all(sentence)) {
            let Some(code) = parts.name("code").and_then(|code| code.as_str().parse::<u16>().ok()) else { continue };
            if found.iter().any(|(known, ..)| *known == code) {
                continue;
            }
            let resource = parts.name("resource").map(|resource| resource.as_str().to_owned());
            found.push((code, resource, parts.name("collection").is_some()));
        }
        for (code, resource, collection) in &found {
            let tail = format!("status/{code}");
            if self.ids.contains_key(&self.id(&tail)) {
                continue;
            }
            let (code, resource, collection) = (*code, resource.clone(), *collection);
            self.fact(line, &tail, Statement::Status { code, resource, collection });
        }
        found.first().map(|(code, ..)| *code)
    }

    fn body(&mut self, line: usize, sentence: &str) -> bool {
        let bodies = &self.profile.phrases.bodies;
        let absent = bodies.absent.iter().any(|pattern| pattern.is_in(sentence));
        let present = bodies.present.iter().find_map(|pattern| pattern.find(sentence));
        if !absent && present.is_none() {
            return false;
        }
        let resource = present.and_then(|parts| Some(parts.name("resource")?.as_str().to_owned()));
        let presence = if absent { Presence::Absent } else { Presence::Present };
        if !self.ids.contains_key(&self.id("body")) {
            self.fact(line, "body", Statement::RequestBody { presence, resource });
        }
        true
    }

    /// The id of the first fact of a kind in this part of the page.
    fn id(&self, tail: &str) -> String {
        let part = self.place.under.as_ref().map(|under| format!("/{under}")).unwrap_or_default();
        format!("{}{part}/{tail}", self.name)
    }
}

/// The sentences of some prose, each with where it begins.
fn sentences(plain: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = plain.char_indices().collect();
    for (index, (at, letter)) in letters.iter().enumerate() {
        let next = letters.get(index + 1).map(|(_, next)| *next);
        let after = letters.get(index + 2).map(|(_, after)| *after);
        let begins = after.is_none_or(|after| !after.is_lowercase());
        let ends = matches!(letter, '.' | '!' | '?') && next.is_none_or(char::is_whitespace) && begins;
        if ends || next.is_none() {
            let end = at + letter.len_utf8();
            found.push((from, end));
            from = end;
        }
    }
    found.into_iter().filter_map(|(from, end)| {
        let sentence = plain.get(from..end)?;
        let blank = sentence.len() - sentence.trim_start().len();
        let sentence = sentence.trim();
        (!sentence.is_empty()).then_some((from + blank, sentence))
    })
}
