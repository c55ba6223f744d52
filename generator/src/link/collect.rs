//! Which values do the roots reach through references? Each is visited as the kind of object that its place or its
//! reference expects.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::links::Links;
use super::node::{Node, is_header_parameter};
use super::resolve::{Address, Resolver};
use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};
use crate::pointer;
use crate::selection::Selection;
use crate::source::{Raw, SourceSet};
use crate::vocabulary::{Kind, Section, Shape, member};

/// Visits the roots, then the targets of their references, then the targets of those.
pub fn collect(sources: &SourceSet, roots: &[FileId], selection: Selection<'_>) -> (Links, Diags) {
    let mut linker = Linker {
        sources,
        selection,
        resolver: Resolver::new(sources),
        links: Links::default(),
        diags: Diags::default(),
        seen: BTreeSet::new(),
        listed: BTreeSet::new(),
        extending: None,
        queue: VecDeque::new(),
        ends: BTreeMap::new(),
        dangling: 0,
    };
    for &root in roots {
        linker.name_listed(root);
    }
    linker.name_aliases();
    for &root in roots {
        if let Some(file) = sources.get(root) {
            linker.visit(&Node::start(&file.raw, root, "", None), Kind::Document);
        }
    }
    while let Some((target, shape)) = linker.queue.pop_front() {
        linker.visit_target(target, shape);
    }
    linker.name_the_rest();
    linker.check_loops();
    (linker.links, linker.diags)
}

/// The schemas that extend each listed schema by `allOf`, all by the numbers of their targets.
pub(super) type Extending = BTreeMap<usize, Vec<usize>>;

/// The state of the walk.
pub(super) struct Linker<'s> {
    pub(super) sources: &'s SourceSet,
    pub(super) selection: Selection<'s>,
    pub(super) resolver: Resolver<'s>,
    pub(super) links: Links,
    pub(super) diags: Diags,
    /// What was visited as what.
    pub(super) seen: BTreeSet<(usize, Shape)>,
    /// The components that a root lists. They are visited as parts of the root.
    pub(super) listed: BTreeSet<usize>,
    /// The schemas that extend others, once they were asked for.
    pub(super) extending: Option<Extending>,
    pub(super) queue: VecDeque<(usize, Shape)>,
    /// The end of each chain of plain `$ref`s, so that no chain is followed twice.
    ends: BTreeMap<(Option<Section>, Address), Address>,
    /// How many references point at nothing.
    pub(super) dangling: usize,
}

impl<'s> Linker<'s> {
    fn visit(&mut self, node: &Node<'_>, kind: Kind) {
        if let Some(reference) = node.reference() {
            self.refer(node, reference, Shape::One(kind));
            if kind != Kind::Schema && kind != Kind::PathItem {
                return;
            }
        }
        if !self.is_entered(node, kind) {
            return;
        }
        for (key, child) in node.members() {
            if let Some(shape) = member(kind, key) {
                self.visit_shape(&child, shape);
            }
        }
        // Some documents have a list where one object is expected (`items: [..]`).
        for item in node.items() {
            self.visit(&item, kind);
        }
    }

    fn visit_shape(&mut self, node: &Node<'_>, shape: Shape) {
        match shape {
            Shape::Leaf(_) => {}
            Shape::One(kind) => self.visit(node, kind),
            Shape::List(kind) => {
                if let Some(reference) = node.reference() {
                    self.refer(node, reference, shape);
                }
                for item in node.items() {
                    self.visit(&item, kind);
                }
            }
            Shape::Map(kind) => self.visit_map(node, kind, shape, |_| true),
            Shape::Pattern(kind) => self.visit_map(node, kind, shape, |key| !key.starts_with("x-")),
            Shape::Mapping => self.visit_mapping(node),
        }
    }

    fn visit_map(&mut self, node: &Node<'_>, kind: Kind, shape: Shape, is_entry: impl Fn(&str) -> bool) {
        if let Some(reference) = node.reference() {
            self.refer(node, reference, shape);
        }
        for (key, child) in node.members() {
            if is_entry(key) {
                self.visit(&child, kind);
            }
        }
    }

    // ── References ──

    fn refer(&mut self, node: &Node<'_>, reference: &str, shape: Shape) {
        self.refer_at(node.file, reference, shape, || node.location_of("$ref"));
    }

    pub(super) fn refer_at(&mut self, file: FileId, reference: &str, shape: Shape, location: impl Fn() -> Location) {
        let known = self.links.references.get(&file).and_then(|references| references.get(reference)).copied();
        let target = match known {
            Some(known) => known,
            None => {
                let target = self.resolve(file, reference, shape, &location);
                self.links.references.entry(file).or_default().insert(reference.to_owned(), target);
                target
            }
        };
        let Some(target) = target else { return };
        if !self.seen.insert((target, shape)) {
            return;
        }
        if let Some(found) = self.kind_clash(target, shape) {
            let message = format!("`{reference}` points at {found}, where {} is expected", expected(shape));
            let help = format!("refer to {} instead", expected(shape));
            if shape == Shape::One(Kind::Example) {
                self.diags.push(Code::Repaired, location(), format!("{message}; it is left out")).help(help);
                return;
            }
            if self.reads_as(target, shape) {
                self.diags.push(Code::Repaired, location(), format!("{message}; it is read as such")).help(help);
            } else {
                self.diags.hole(Code::RefKind, location(), message).help(help);
                self.links.clashing.insert((file, reference.to_owned()));
                return;
            }
        }
        if let Shape::One(kind) = shape
            && let Some(section) = Section::for_kind(kind)
            && !self.links.component_numbers.contains_key(&(target, section))
            && let Some(address) = self.links.targets.get(target).cloned()
        {
            // The component gets its name at the end, when all given names are known.
            let number = self.add(section, String::new(), address.clone(), target, false);
            self.index(&address, section, number);
        }
        self.need(target, shape);
        self.queue.push_back((target, shape));
    }

    fn resolve(
        &mut self,
        file: FileId,
        reference: &str,
        shape: Shape,
        location: &impl Fn() -> Location,
    ) -> Option<usize> {
        match self.resolver.locate(file, reference) {
            Ok((address, raw)) => {
                let (address, raw) = match shape {
                    Shape::One(kind) if Section::for_kind(kind).is_some() => {
                        self.deref_within(Section::for_kind(kind), address, raw)
                    }
                    _ => self.deref(address, raw),
                };
                if self.is_loop(&address, raw, shape) {
                    self.diags
                        .hole(Code::RefLoop, location(), format!("`{reference}` leads back to itself"))
                        .help("replace one `$ref` of the loop by what it stands for");
                    return None;
                }
                Some(self.number(&address))
            }
            Err(_) if shape == Shape::One(Kind::Example) => {
                let message = format!("`{reference}` does not point at an example; it is left out");
                let help = "write the example itself, with its `value`";
                self.diags.push(Code::Repaired, location(), message).help(help);
                None
            }
            Err(error) => {
                self.report_unresolved(file, reference, shape, error, location());
                None
            }
        }
    }

    /// Visits a target as the shape that its reference expects.
    fn visit_target(&mut self, target: usize, shape: Shape) {
        if self.listed.contains(&target) && self.selection.is_everything() {
            return;
        }
        let Some(address) = self.links.targets.get(target).cloned() else { return };
        let Some(raw) = self.resolver.raw(&address) else { return };
        self.need_extending(target, raw);
        self.visit_shape(&Node::start(raw, address.file, &address.pointer, None), shape);
    }

    pub(super) fn is_listed(&self, address: &Address, section: Section) -> bool {
        self.links.component_at(address, section).is_some()
    }

    /// Whether a chain of plain `$ref`s ended at a plain `$ref`, and so is a loop.
    fn is_loop(&mut self, address: &Address, raw: &Raw, shape: Shape) -> bool {
        let named = match shape {
            Shape::One(kind) => Section::for_kind(kind).is_some_and(|section| self.is_listed(address, section)),
            Shape::Leaf(_) | Shape::List(_) | Shape::Map(_) | Shape::Pattern(_) | Shape::Mapping => false,
        };
        !named && pure_reference(raw).is_some_and(|reference| self.resolver.locate(address.file, reference).is_ok())
    }

    /// Follows a chain of plain `$ref`s to its end. A loop ends at one of its own `$ref`s.
    pub(super) fn deref(&mut self, address: Address, raw: &'s Raw) -> (Address, &'s Raw) {
        self.deref_within(None, address, raw)
    }

    pub(super) fn deref_to_component(
        &mut self,
        section: Section,
        address: Address,
        raw: &'s Raw,
    ) -> (Address, &'s Raw) {
        self.deref_within(Some(section), address, raw)
    }

    /// Follows a chain of plain `$ref`s, and stops at a component that a root lists in the section.
    fn deref_within(&mut self, section: Option<Section>, address: Address, raw: &'s Raw) -> (Address, &'s Raw) {
        let (mut address, mut raw) = (address, raw);
        let mut passed = BTreeSet::new();
        while let Some(reference) = pure_reference(raw) {
            if let Some(end) = self.ends.get(&(section, address.clone()))
                && let Some(last) = self.resolver.raw(end)
            {
                (address, raw) = (end.clone(), last);
                break;
            }
            let named = section.is_some_and(|section| self.is_listed(&address, section));
            if named || !passed.insert(address.clone()) {
                break;
            }
            match self.resolver.locate(address.file, reference) {
                Ok(next) => (address, raw) = next,
                Err(_) => break,
            }
        }
        // The end is remembered for each `$ref` of the chain.
        if pure_reference(raw).is_none() {
            self.ends.extend(passed.into_iter().map(|passed| ((section, passed), address.clone())));
        }
        (address, raw)
    }

    /// The kind of the target, if its place in its document gives it another kind than the reference expects.
    fn kind_clash(&self, target: usize, shape: Shape) -> Option<String> {
        let address = self.links.targets.get(target)?;
        let root = &self.sources.get(address.file)?.raw;
        root.get("openapi")?;
        let mut found = Shape::One(Kind::Document);
        for key in pointer::keys(&address.pointer) {
            found = match found {
                Shape::Leaf(_) | Shape::Mapping => return Some("a plain value".to_owned()),
                Shape::One(kind) => member(kind, &key)?,
                Shape::List(kind) | Shape::Map(kind) | Shape::Pattern(kind) => Shape::One(kind),
            };
        }
        (found != shape && !matches!(found, Shape::Leaf(_))).then(|| expected(found))
    }

    /// Whether a target of another kind has only keywords that the expected kind has too.
    fn reads_as(&self, target: usize, shape: Shape) -> bool {
        let Shape::One(kind) = shape else { return false };
        let Some(raw) = self.links.targets.get(target).and_then(|address| self.resolver.raw(address)) else {
            return false;
        };
        let is_known = |key: &String| key.starts_with("x-") || member(kind, key).is_some();
        (kind == Kind::Header && is_header_parameter(raw))
            || raw.as_object().is_some_and(|members| members.keys().all(is_known))
    }

    // ── Names ──

    pub(super) fn number(&mut self, address: &Address) -> usize {
        if let Some(&number) = self.links.numbers.get(address) {
            return number;
        }
        let number = self.links.targets.len();
        self.links.targets.push(address.clone());
        self.links.numbers.insert(address.clone(), number);
        number
    }

    /// Reports components that are only references to one another, in a loop.
    fn check_loops(&mut self) {
        let next: BTreeMap<usize, usize> = (0..self.links.components.len())
            .filter_map(|number| {
                let component = self.links.components.get(number)?;
                let reference = pure_reference(self.resolver.raw(&component.address)?)?;
                let target = self.links.target_number(component.address.file, reference)?;
                Some((number, *self.links.component_numbers.get(&(target, component.section))?))
            })
            .collect();
        let mut done = BTreeSet::new();
        for &start in next.keys() {
            let mut passed = BTreeSet::new();
            let mut at = start;
            while done.insert(at) {
                passed.insert(at);
                match next.get(&at) {
                    Some(&onward) => at = onward,
                    None => break,
                }
            }
            if passed.contains(&at)
                && next.contains_key(&at)
                && let Some(component) = self.links.components.get(at)
            {
                let location = Location::new(component.address.file, component.address.pointer.clone()).join("$ref");
                let message = format!("`{}` leads back to itself", component.reference());
                let reference = self.resolver.raw(&component.address).and_then(pure_reference).map(str::to_owned);
                if let (Some(reference), Some(references)) =
                    (reference, self.links.references.get_mut(&component.address.file))
                {
                    references.insert(reference, None);
                }
                self.diags
                    .hole(Code::RefLoop, location, message)
                    .help("replace one `$ref` of the loop by the schema itself");
            }
        }
    }
}

/// The text of a `$ref` that has no siblings.
pub(super) fn pure_reference(raw: &Raw) -> Option<&str> {
    let members = raw.as_object()?;
    if members.len() == 1 { members.get("$ref")?.as_str() } else { None }
}

fn expected(shape: Shape) -> String {
    match shape {
        Shape::Leaf(_) | Shape::Mapping => "a plain value".to_owned(),
        Shape::One(kind) => kind.title().to_owned(),
        Shape::List(kind) => format!("a list whose items are each {}", kind.title()),
        Shape::Map(kind) | Shape::Pattern(kind) => format!("a map whose values are each {}", kind.title()),
    }
}
