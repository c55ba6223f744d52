//! Which words does a path give to the operation that has no name of its own?

use crate::names::words::Words;
use crate::vocabulary::says_nothing;

/// The segments of a path.
pub(super) struct Segments<'p>(Vec<Segment<'p>>);

/// A segment of a path, or a part of one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Segment<'p> {
    Literal(&'p str),
    /// The name between braces.
    Parameter(&'p str),
}

/// A literal segment, and the parameters that follow it.
struct Step<'p> {
    literal: Words,
    parameters: Vec<&'p str>,
}

/// The words of a function.
pub(super) struct Function {
    pub words: Words,
    /// Whether they say all of the path that distinguishes it from others. If not, those of the module are missing.
    pub is_whole: bool,
}

impl<'p> Segments<'p> {
    /// Splits a path. In `{name}:cancel` the parameter and what follows the colon are two segments.
    pub fn of(path: &'p str) -> Self {
        let parts = path.split('/').flat_map(|part| match part.split_once("}:") {
            Some((parameter, action)) => [parameter, action],
            None => [part, ""],
        });
        let is_telling = |part: &&str| part.chars().any(|c| c.is_ascii_alphanumeric());
        let segments = parts.filter(is_telling).map(|part| match part.strip_prefix('{') {
            // In `{y}.{format}` there is more than a name.
            Some(name) if !name.trim_end_matches('}').contains(['{', '}']) => {
                Segment::Parameter(name.trim_end_matches('}'))
            }
            Some(_) | None => Segment::Literal(part),
        });
        Self(segments.collect())
    }

    /// Whether an `operationId` says nothing but the method and the path, in either order, with or without the segments
    /// that say nothing: `GetCustomersCustomer` of `GET /v1/customers/{customer}`.
    pub fn are_repeated_by(&self, method: &str, id: &str) -> bool {
        let id = Words::new(id);
        let telling = Segments(self.0.iter().copied().filter(|segment| !segment.says_nothing()).collect());
        [self, &telling].iter().any(|segments| {
            [" ", " by "].iter().any(|before| {
                let path = segments.joined(before);
                id == Words::new(&format!("{method} {path}")) || id == Words::new(&format!("{path} {method}"))
            })
        })
    }

    /// What stands in an `operationId` before the path and the method that frameworks append to it:
    /// `read_item` of `read_item_items__item_id__get`.
    pub fn without_end<'i>(&self, method: &str, id: &'i str) -> Option<&'i str> {
        if self.0.is_empty() {
            return None;
        }
        let end = Words::new(&format!("{} {method}", self.joined(" ")));
        let starts = id.char_indices().filter(|(_, c)| *c == '_').map(|(at, _)| id.split_at(at));
        let mut found = starts.filter(|(_, rest)| Words::new(rest.trim_start_matches('_')) == end);
        found.next().map(|(start, _)| start).filter(|start| start.chars().any(|c| c.is_ascii_alphanumeric()))
    }

    /// The words of the function for an operation without a name, which stands in a module with these words: the method
    /// and the literal segments that the module does not say, each in the singular where a parameter chooses one of them.
    /// `POST` on an action below something is named after the action alone.
    pub fn function(&self, method: &str, module: &Words) -> Option<Function> {
        let steps = self.steps();
        let (last, before) = steps.split_last()?;
        let verb = Words::new(method);
        let is_said = |step: &Step<'_>| step.literal == *module;
        let named = match (before, last.parameters.is_empty()) {
            ([], true) if is_said(last) => &[],
            ([first, ..], _) if is_said(first) => steps.get(1..).unwrap_or_default(),
            (_, _) => steps.as_slice(),
        };
        let path = named.iter().map(Step::words).reduce(|words, own| words.then(&own));
        let is_action =
            method == "post" && !before.is_empty() && last.parameters.is_empty() && !last.literal.is_plural();
        let mut words = match path {
            None => verb,
            Some(path) if is_action || path.without_prefix(&verb).is_some() => path,
            Some(path) => verb.then(&path),
        };
        if let Some(version) = self.later_version() {
            words = words.then(&Words::new(version));
        }
        Some(Function { words, is_whole: named.len() == steps.len() })
    }

    /// The literal segments that say something, or all if none does.
    fn steps(&self) -> Vec<Step<'p>> {
        let mut steps: Vec<Step<'p>> = Vec::new();
        let says_nothing = |segment: &&Segment<'_>| segment.says_nothing();
        let mut rest: Vec<Segment<'p>> = self.0.iter().skip_while(says_nothing).copied().collect();
        if !rest.iter().any(|segment| matches!(segment, Segment::Literal(_))) {
            rest.clone_from(&self.0);
        }
        for segment in rest {
            match (segment, steps.last_mut()) {
                (Segment::Literal(text), _) => {
                    steps.push(Step { literal: Words::new(text), parameters: Vec::new() });
                }
                (Segment::Parameter(name), Some(step)) => step.parameters.push(name),
                (Segment::Parameter(_), None) => {}
            }
        }
        steps
    }

    /// The version that a path begins with, unless it is the first: many services have both.
    fn later_version(&self) -> Option<&'p str> {
        let leading = self.0.iter().map_while(|segment| match segment {
            Segment::Literal(text) if says_nothing(text) => Some(*text),
            Segment::Literal(_) | Segment::Parameter(_) => None,
        });
        let is_first = |text: &str| matches!(text.trim_start_matches(['v', 'V']), "0" | "1" | "1.0");
        leading.filter(|text| text.contains(|c: char| c.is_ascii_digit()) && !is_first(text)).last()
    }

    fn joined(&self, before_parameter: &str) -> String {
        let mut joined = String::new();
        for segment in &self.0 {
            match segment {
                Segment::Literal(text) => joined.extend([" ", text]),
                Segment::Parameter(name) => joined.extend([before_parameter, name]),
            }
        }
        joined
    }
}

impl Segment<'_> {
    fn says_nothing(&self) -> bool {
        match self {
            Segment::Literal(text) => says_nothing(text),
            Segment::Parameter(_) => false,
        }
    }
}

impl Step<'_> {
    /// The literal, in the singular if a parameter chooses one of what it names. A word without a singular is followed
    /// by the parameter, and so is each further parameter, unless it only repeats the word.
    fn words(&self) -> Words {
        let Some((first, others)) = self.parameters.split_first() else { return self.literal.clone() };
        let by = |words: Words, name: &str| words.then(&Words::new(&format!("by {name}")));
        let one = self.literal.singular();
        let words = one.clone().unwrap_or_else(|| by(self.literal.clone(), first));
        let telling = others.iter().filter(|name| Some(Words::new(name)) != one);
        telling.fold(words, |words, name| by(words, name))
    }
}
