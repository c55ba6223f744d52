//! What a tag of HTML is in Markdown. Descriptions are Markdown, and many are written as HTML all the same.

/// A tag at the beginning of a text.
struct Tag<'t> {
    name: String,
    attributes: &'t str,
    is_end: bool,
}

/// What is open while the tags of a text are replaced: the targets of links, and whether code is.
pub struct Open<'t> {
    text: &'t str,
    /// Whether the tag stands in a row of a table, which is one line.
    pub is_in_row: bool,
    /// None: the link leads nowhere outside of its page, and only its text is kept.
    links: Vec<Option<String>>,
    is_code: bool,
}

impl<'t> Open<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, is_in_row: false, links: Vec::new(), is_code: false }
    }

    /// Whether the text has the end of the tag. What is opened and not closed was not meant as a tag.
    fn has_end(&self, tag: &Tag) -> bool {
        tag.is_end || self.text.contains(&format!("</{}>", tag.name))
    }
}

/// The most bytes of a tag.
const LONGEST: usize = 2_000;

/// What the tag that `text` begins with is in Markdown, and its length. None: it is no tag of HTML that says how text looks.
pub fn replaced(text: &str, open: &mut Open<'_>) -> Option<(String, usize)> {
    let length = text.find('>').filter(|end| *end < LONGEST)? + 1;
    let tag = read(text.get(1..length - 1)?)?;
    let is_pair = matches!(tag.name.as_str(), "code" | "tt" | "kbd" | "samp" | "b" | "strong" | "i" | "em" | "a");
    if is_pair && !open.has_end(&tag) {
        return None;
    }
    let is_code = matches!(tag.name.as_str(), "code" | "tt" | "kbd" | "samp");
    if is_code && tag.is_end == open.is_code {
        open.is_code = !tag.is_end;
        return Some(("`".to_owned(), length));
    }
    let markdown = match tag.name.as_str() {
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "tr" | "pre" | "blockquote" | "section" | "br" | "hr" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n".to_owned(),
        "li" | "dt" if !tag.is_end => "\n- ".to_owned(),
        "td" | "th" | "dd" => " ".to_owned(),
        "b" | "strong" => "**".to_owned(),
        "i" | "em" => "*".to_owned(),
        "a" => link(&tag, open),
        "code" | "tt" | "kbd" | "samp" | "li" | "dt" | "span" | "small" | "u" | "font" | "sup" | "sub" | "thead"
        | "tbody" | "center" => String::new(),
        _ => return None,
    };
    let is_broken = open.is_in_row && markdown.contains('\n');
    Some((
        if open.is_code {
            String::new()
        } else if is_broken {
            " ".to_owned()
        } else {
            markdown
        },
        length,
    ))
}

fn link(tag: &Tag, open: &mut Open<'_>) -> String {
    if !tag.is_end {
        let target = target(tag.attributes).filter(|_| !open.is_code);
        let is_shown = target.is_some();
        open.links.push(target);
        return if is_shown { "[".to_owned() } else { String::new() };
    }
    match open.links.pop().flatten() {
        Some(target) => format!("]({target})"),
        None => String::new(),
    }
}

/// The address of a link, if it leads somewhere from any page.
fn target(attributes: &str) -> Option<String> {
    let value = attributes.split_once("href=")?.1;
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let address = value.get(1..)?.split(quote).next()?;
    let is_whole = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '\\' | '`'));
    (is_whole && is_plain).then(|| address.to_owned())
}

/// The tag between angle brackets.
fn read(inside: &str) -> Option<Tag<'_>> {
    let (is_end, rest) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (name, attributes) = rest.split_at_checked(end)?;
    let is_apart = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
    let is_tag = is_apart && !name.is_empty() && !attributes.contains('<');
    is_tag.then(|| Tag { name: name.to_ascii_lowercase(), attributes, is_end })
}
