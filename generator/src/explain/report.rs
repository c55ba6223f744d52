//! An explanation as text, as JSON for programs, and as a graph in the language of Graphviz.

use std::fmt::Write;

use serde_json::{Value, json};

use super::answer::{About, Answer, Explanation, Place, Said};
use crate::location::Location;
use crate::render::thousands;

/// The form of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplanationFormat {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// What it needs, as a graph in DOT, the language of Graphviz.
    Dot,
}

/// How many reasons are told to people. Programs get all.
fn most(about: About) -> usize {
    match about {
        About::Use | About::Sharing => 8,
        About::Needs => 100,
        About::Existence | About::Shape | About::Forms | About::Name | About::Traits | About::Pointers => usize::MAX,
    }
}

impl Explanation {
    /// The explanation in a form.
    pub fn report(&self, format: ExplanationFormat) -> String {
        match format {
            ExplanationFormat::Text => {
                let answers: Vec<String> = self.answers.iter().map(|answer| self.text(answer)).collect();
                answers.join("\n")
            }
            ExplanationFormat::Json => {
                let answers: Vec<Value> = self.answers.iter().map(|answer| self.json(answer)).collect();
                let mut text = serde_json::to_string_pretty(&answers).unwrap_or_default();
                text.push('\n');
                text
            }
            ExplanationFormat::Dot => self.dot(),
        }
    }

    fn place(&self, location: &Location) -> Option<&Place> {
        self.places.get(location).filter(|place| !place.position.is_empty())
    }

    fn text(&self, answer: &Answer) -> String {
        let mut out = format!("{} {}", answer.kind, answer.path);
        if let Some(rust) = &answer.rust {
            let _ = write!(out, ": {rust}");
        }
        let _ = write!(out, "\n  {}", answer.document);
        if let Some(place) = self.place(&answer.location) {
            let _ = write!(out, "\n  at {}", place.position);
            if !place.pointer.is_empty() {
                let _ = write!(out, ", #{}", place.pointer);
            }
        }
        out.push('\n');
        for about in About::ALL {
            let said: Vec<&Said> = answer.said.iter().filter(|said| said.about == about).collect();
            if said.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n{}:", about.title());
            let most = most(about);
            for said in said.iter().take(most) {
                let _ = writeln!(out, "  {}", said.text);
                // What the head of the answer says is not said again.
                let other = said.location.as_ref().filter(|location| **location != answer.location);
                if let Some(place) = other.and_then(|location| self.place(location)) {
                    let _ = writeln!(out, "    at {}", place.position);
                }
            }
            if let Some(others) = said.len().checked_sub(most).filter(|others| *others > 0) {
                let _ = writeln!(out, "  and {} more", thousands(others));
            }
        }
        out
    }

    fn json(&self, answer: &Answer) -> Value {
        let said = answer.said.iter().map(|said| {
            let mut value = json!({"about": said.about.key(), "reason": said.reason, "text": said.text});
            self.put_place(&mut value, said.location.as_ref());
            value
        });
        let nodes = answer.graph.nodes.iter();
        let nodes = nodes.map(|node| json!({"key": node.key, "label": node.label, "kind": node.kind}));
        let edges = answer.graph.edges.iter();
        let edges = edges
            .map(|edge| json!({"from": edge.from, "to": edge.to, "label": edge.label, "pointer": edge.is_pointer}));
        let mut value = json!({
            "kind": answer.kind,
            "path": answer.path,
            "document": answer.document,
            "why": said.collect::<Vec<Value>>(),
            "needs": {"nodes": nodes.collect::<Vec<Value>>(), "edges": edges.collect::<Vec<Value>>()},
        });
        if let (Some(rust), Some(object)) = (&answer.rust, value.as_object_mut()) {
            object.insert("type".to_owned(), rust.as_str().into());
        }
        self.put_place(&mut value, Some(&answer.location));
        value
    }

    fn put_place(&self, value: &mut Value, location: Option<&Location>) {
        let (Some(place), Some(object)) = (location.and_then(|location| self.place(location)), value.as_object_mut())
        else {
            return;
        };
        object.insert("place".to_owned(), json!({"position": place.position, "pointer": place.pointer}));
    }

    /// One graph for all answers, each in a cluster of its own, since APIs have types of the same name.
    fn dot(&self) -> String {
        let mut out = "digraph needs {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n".to_owned();
        for (index, answer) in self.answers.iter().enumerate() {
            let _ = writeln!(out, "  subgraph cluster_{index} {{\n    label={};", quoted(&answer.path));
            let id = |key: &str| quoted(&format!("{index}/{key}"));
            for node in &answer.graph.nodes {
                let style = if node.kind == "function" { ", style=bold" } else { "" };
                let label = format!("{} {}", node.kind, node.label);
                let _ = writeln!(out, "    {} [label={}{style}];", id(&node.key), quoted(&label));
            }
            for edge in &answer.graph.edges {
                let style = if edge.is_pointer { ", style=dashed" } else { "" };
                let (from, to) = (id(&edge.from), id(&edge.to));
                let _ = writeln!(out, "    {from} -> {to} [label={}{style}];", quoted(&edge.label));
            }
            out.push_str("  }\n");
        }
        out.push_str("}\n");
        out
    }
}

/// A text in quotes, as DOT has it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
