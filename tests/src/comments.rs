//! What rustdoc makes of the comments of emitted files: whether it would run, link or embed what a document says.

use generator::Tree;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether the emitter adds examples of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Examples {
    None,
    Ours,
}

/// What is wrong with the comments of a crate, and with its README; the runtime is a copy.
pub fn faults_of(tree: &Tree, examples: Examples) -> Vec<String> {
    let mut all = Vec::new();
    for (path, text) in tree.iter().filter(|(path, _)| !path.as_str().contains("/runtime/")) {
        let comments = match path.as_str() {
            // Its first line is a comment of HTML, which says that the file is generated.
            "README.md" => vec![text.split_once('\n').map_or("", |(_, text)| text).to_owned()],
            path if path.ends_with(".rs") => of_file(text),
            _ => continue,
        };
        // The README, the front page and that of webhooks show how the crate is used, with or without other examples.
        let is_page = matches!(path.as_str(), "README.md" | "src/lib.rs") || path.as_str().ends_with("/webhooks.rs");
        let examples = if is_page { Examples::Ours } else { examples };
        for comment in comments {
            let found = faults(&comment, examples);
            all.extend(found.into_iter().map(|fault| format!("{}: {fault}, in:\n{comment}", path.as_str())));
        }
    }
    all
}

/// The comments of a file as rustdoc reads them, and those in its macros too.
pub fn of_file(text: &str) -> Vec<String> {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("no Rust: {error}\n{text}"));
    let mut comments = Vec::new();
    of_tokens(tokens, &mut comments);
    comments.into_iter().map(|lines| unindented(&lines)).collect()
}

/// Doc comments are attributes to the parser: those in a row, of what is below or of what is around, are one comment.
fn of_tokens(tokens: TokenStream, comments: &mut Vec<Vec<String>>) {
    let mut open = Vec::new();
    let mut was_around = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let TokenTree::Punct(punct) = &token
            && punct.as_char() == '#'
        {
            let is_mark = |next: &TokenTree| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '!');
            let is_around = tokens.next_if(is_mark).is_some();
            if let Some(TokenTree::Group(group)) = tokens.peek()
                && let Some(text) = doc(group.stream())
            {
                if is_around != was_around && !open.is_empty() {
                    comments.push(std::mem::take(&mut open));
                }
                was_around = is_around;
                open.extend(text.split('\n').map(str::to_owned));
                tokens.next();
                continue;
            }
        }
        if !open.is_empty() {
            comments.push(std::mem::take(&mut open));
        }
        if let TokenTree::Group(group) = token {
            of_tokens(group.stream(), comments);
        }
    }
    if !open.is_empty() {
        comments.push(open);
    }
}

/// The text of `doc = "…"`.
fn doc(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    let is_doc = matches!(tokens.next()?, TokenTree::Ident(name) if name == "doc");
    let is_given = matches!(tokens.next()?, TokenTree::Punct(punct) if punct.as_char() == '=');
    let literal = tokens.next().filter(|_| is_doc && is_given)?;
    match literal {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => doc(group.stream()),
        TokenTree::Literal(literal) => {
            Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).expect("a string").value())
        }
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}

/// Rustdoc takes off what all lines are indented by.
fn unindented(lines: &[String]) -> String {
    let said = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = said.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a comment, as both versions of the parser read it.
pub fn faults(markdown: &str, examples: Examples) -> Vec<String> {
    let mut faults = by_parser_of_prose::faults(markdown, examples);
    faults.extend(by_parser_of_rustdoc::faults(markdown, examples));
    faults.extend(markdown.chars().find(|c| !prints(*c)).map(|c| format!("{c:?} does not print")));
    faults
}

fn prints(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    matches!(c, '\n' | '\t') || !(c.is_control() || turns || c == '\u{feff}')
}

/// Whether a block of code with these words behind its fence is none of the document's.
fn is_allowed(info: &str, examples: Examples) -> bool {
    info == "text" || (examples == Examples::Ours && matches!(info, "" | "rust,no_run" | "no_run" | "ignore" | "toml"))
}

/// Where a link may lead: to the web, or, by its path in code, to an item of the crate.
fn may_lead(destination: &str) -> bool {
    let item = destination.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    let is_item = item.is_some_and(|item| item.chars().all(|c| c.is_alphanumeric() || "_:#@()".contains(c)));
    // A field of the type whose page it is, and the table of names beside the README.
    let is_own = destination == "NAMES.md" || destination.starts_with("#structfield.");
    is_item || is_own || ["https://", "http://", "mailto:"].iter().any(|scheme| destination.starts_with(scheme))
}

fn has_bare_url(text: &str) -> bool {
    let after =
        |scheme| text.split(scheme).skip(1).any(|rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    after("https://") || after("http://")
}

/// The same check by two versions of one library, whose types are not the same.
macro_rules! parser {
    ($name:ident, $library:ident) => {
        mod $name {
            use super::{Examples, has_bare_url, is_allowed, may_lead};
            use $library::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

            pub fn faults(markdown: &str, examples: Examples) -> Vec<String> {
                let shown = Options::ENABLE_TABLES
                    | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS
                    | Options::ENABLE_SMART_PUNCTUATION;
                // Rustdoc shows comments with these, and looks for examples without any.
                let mut faults = of(markdown, examples, Options::empty());
                faults.extend(of(markdown, examples, shown));
                faults
            }

            fn of(markdown: &str, examples: Examples, options: Options) -> Vec<String> {
                // What leads nowhere could be the name of an item.
                let item = |link: BrokenLink| Some((CowStr::from(link.reference.to_string()), CowStr::from("")));
                let parser = Parser::new_with_broken_link_callback(markdown, options, Some(item));
                let mut faults = Vec::new();
                let (mut in_link, mut in_code) = (false, false);
                for (event, range) in parser.into_offset_iter() {
                    let source = || &markdown[range.clone()];
                    let fault = match &event {
                        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => "an indented block of code",
                        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !is_allowed(info, examples) => {
                            "a fenced block of code"
                        }
                        // In the table of operations the summary stands above the call.
                        Event::InlineHtml(html) if matches!(examples, Examples::Ours) && &**html == "<br>" => "",
                        Event::Html(_) | Event::InlineHtml(_) => "HTML",
                        Event::Start(Tag::Image { .. }) => "an image",
                        Event::Start(Tag::Link { dest_url, link_type, .. })
                            if !may_lead(dest_url) && *link_type != $library::LinkType::Email =>
                        {
                            "a link to no page"
                        }
                        Event::Text(text) if !in_link && !in_code && has_bare_url(text) => "a bare URL",
                        Event::Text(_) if !in_code && source().contains('`') && !is_escaped(markdown, range.start) => {
                            "a single backtick"
                        }
                        _ => "",
                    };
                    match event {
                        Event::Start(Tag::Link { .. }) => in_link = true,
                        Event::End(TagEnd::Link) => in_link = false,
                        Event::Start(Tag::CodeBlock(_)) => in_code = true,
                        Event::End(TagEnd::CodeBlock) => in_code = false,
                        _ => {}
                    }
                    if !fault.is_empty() {
                        faults.push(format!("{fault}: {:?}", source()));
                    }
                }
                faults
            }

            /// Whether a backslash stands before the text, which then begins with the backtick.
            fn is_escaped(markdown: &str, start: usize) -> bool {
                markdown[..start].ends_with('\\')
            }
        }
    };
}

parser!(by_parser_of_prose, pulldown_cmark);
parser!(by_parser_of_rustdoc, pulldown_cmark_of_rustdoc);
