//! Whether rustdoc takes lines for prose only, and what is written if it does not.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Whether no line is Rust code or HTML. Rustdoc renders a comment with extensions of CommonMark, but looks for code to
/// run without them, so that both are checked.
pub fn is_prose(lines: &[String]) -> bool {
    let text = lines.join("\n");
    let shown = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    [Options::empty(), shown]
        .into_iter()
        .all(|options| Parser::new_ext(&text, options).all(|event| is_harmless(&event)))
}

fn is_harmless(event: &Event) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => &**info == "text",
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) | Event::Html(_) | Event::InlineHtml(_) => false,
        Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => true,
        Event::Rule | Event::TaskListMarker(_) => true,
    }
}

/// The lines of `text` with every mark escaped.
pub fn plain(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let follows_text = lines.last().is_some_and(|last| !last.is_empty());
        if !line.is_empty() {
            lines.push(line.chars().flat_map(escaped).collect());
        } else if follows_text {
            lines.push(String::new());
        }
    }
    lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
    lines
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])
}
