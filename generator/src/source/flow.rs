//! Whether collections in flow style (`[…]`, `{…}`) of YAML are nested too deeply.
//!
//! For every token the parser needs time in proportion to the depth, and it checks the depth only at the end. So this
//! pass comes first. It finds tokens by the rules of that parser, libyaml.

/// The depth that the parsers of YAML and JSON allow.
const DEEPEST: usize = 128;

/// The line and column, from 1, of the first collection in flow style that is nested too deeply.
pub fn too_deep(text: &str) -> Option<(usize, usize)> {
    // Most documents have too few brackets, and need no pass.
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() <= DEEPEST {
        return None;
    }
    let mut scanner = Scanner::new(text);
    while scanner.go_to_token() {
        let Position { line, column } = scanner.at;
        scanner.token();
        if scanner.flow > DEEPEST {
            return Some((line + 1, column + 1));
        }
    }
    None
}

/// The text with each collection in flow style on one line, and every byte at its offset.
pub fn on_one_line(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut scanner = Scanner::new(text);
    let mut more = true;
    while more {
        // What stands between tokens is white space and comments.
        let (start, inside) = (text.len() - scanner.rest.len(), scanner.flow > 0);
        more = scanner.go_to_token();
        let token = text.len() - scanner.rest.len();
        scanner.token();
        let end = text.len() - scanner.rest.len();
        if inside {
            bytes.get_mut(start..token).into_iter().for_each(|between| between.fill(b' '));
            let inner = bytes.get_mut(token..end).into_iter().flatten();
            inner.filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Line and column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

impl Position {
    const START: Self = Self { line: 0, column: 0 };
}

/// Whether a `:` outside of flow style may follow, and which token it makes a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// The next token may be a key.
    Allowed,
    /// The token that begins here is a key, if `:` follows on its line.
    Begun(Position),
    None,
}

/// The state between tokens.
struct Scanner<'t> {
    rest: &'t str,
    at: Position,
    /// The number of open collections in flow style.
    flow: usize,
    /// The columns of the open collections in block style.
    indents: Vec<usize>,
    key: Key,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text, at: Position::START, flow: 0, indents: Vec::new(), key: Key::Allowed }
    }

    /// Skips white space and comments. Returns whether a token follows.
    fn go_to_token(&mut self) -> bool {
        loop {
            match self.peek() {
                None => return false,
                Some(' ') => self.skip(),
                Some('\t') if self.flow > 0 || self.key != Key::Allowed => self.skip(),
                Some('#') => self.skip_line(),
                Some(c) if is_break(c) => {
                    self.skip();
                    if self.flow == 0 {
                        self.key = Key::Allowed;
                    }
                }
                Some(_) => break,
            }
        }
        if self.flow == 0 {
            self.close_indents(self.at.column);
        }
        true
    }

    /// Skips a token.
    fn token(&mut self) {
        let ends_here = self.rest.chars().nth(1).is_none_or(is_blank);
        match self.peek() {
            None => {}
            Some('%') if self.at.column == 0 => self.skip_line(),
            Some('-' | '.') if self.is_document_marker() => {
                self.indents.clear();
                self.key = Key::None;
                (0..3).for_each(|_| self.skip());
            }
            Some('[' | '{') => {
                self.begin_key();
                self.flow += 1;
                self.skip();
            }
            Some(']' | '}') => {
                self.flow = self.flow.saturating_sub(1);
                self.skip();
            }
            Some(',') => self.skip(),
            Some('-') if ends_here => {
                self.open_indent(self.at.column);
                self.allow_key();
                self.skip();
            }
            Some('?') if ends_here || self.flow > 0 => {
                self.open_indent(self.at.column);
                self.allow_key();
                self.skip();
            }
            Some(':') if ends_here || self.flow > 0 => self.value(),
            Some('|' | '>') if self.flow == 0 => self.block_scalar(),
            Some('*' | '&') => {
                self.begin_key();
                self.skip();
                self.skip_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            }
            Some('!') => self.tag(),
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            Some(_) => self.plain(),
        }
    }

    fn value(&mut self) {
        match self.key {
            _ if self.flow > 0 => {}
            Key::Begun(Position { line, column }) if line == self.at.line => {
                self.open_indent(column);
                self.key = Key::None;
            }
            Key::Begun(_) | Key::Allowed | Key::None => {
                self.open_indent(self.at.column);
                self.key = Key::Allowed;
            }
        }
        self.skip();
    }

    fn tag(&mut self) {
        self.begin_key();
        self.skip();
        if self.peek() == Some('<') {
            self.skip_while(|c| !is_blank(c) && c != '>');
        } else {
            self.skip_while(|c| !is_blank(c) && !is_flow(c));
        }
    }

    fn quoted(&mut self, quote: char) {
        self.begin_key();
        self.skip();
        while let Some(c) = self.peek() {
            self.skip();
            match c {
                '\\' if quote == '"' => self.skip(),
                // Two single quotes in a row are an escaped quote.
                '\'' if quote == '\'' && self.peek() == Some('\'') => self.skip(),
                c if c == quote => return,
                _ => {}
            }
        }
    }

    /// Skips a scalar without quotes. It ends before `: `, a comment, a line that is not indented, and in flow style
    /// before marks.
    fn plain(&mut self) {
        self.begin_key();
        let indent = self.indents.last().map_or(0, |indent| indent + 1);
        self.skip();
        loop {
            while let Some(c) = self.peek().filter(|c| !is_blank(*c)) {
                let ends_here = c == ':' && self.rest.chars().nth(1).is_none_or(is_blank);
                if ends_here || (self.flow > 0 && is_flow(c)) {
                    return;
                }
                self.skip();
            }
            let line = self.at.line;
            self.skip_while(is_blank);
            if self.at.line > line && self.flow == 0 {
                self.key = Key::Allowed;
            }
            let is_out = self.flow == 0 && self.at.column < indent;
            if is_out || self.is_document_marker() || self.peek().is_none_or(|c| c == '#') {
                return;
            }
            if self.flow == 0 && self.key == Key::Allowed {
                self.key = Key::None;
            }
        }
    }

    /// Skips a block scalar, whose lines are indented further than the node that holds it.
    fn block_scalar(&mut self) {
        let around = self.indents.last().copied();
        self.key = Key::Allowed;
        self.skip();
        let header: String = self.rest.chars().take(2).take_while(|c| matches!(c, '+' | '-' | '1'..='9')).collect();
        let given = header.chars().find_map(|c| c.to_digit(10)).and_then(|digit| usize::try_from(digit).ok());
        let mut indent = given.map(|given| around.unwrap_or(0) + given);
        self.skip_line();
        self.skip();
        let mut longest = around.map_or(1, |around| around + 1);
        loop {
            let spaces = self.rest.len() - self.rest.trim_start_matches(' ').len();
            let spaces = usize::min(spaces, indent.unwrap_or(spaces));
            (0..spaces).for_each(|_| self.skip());
            match self.peek() {
                None => return,
                // The first line that is not empty sets the indentation.
                Some(c) if is_break(c) => longest = usize::max(longest, spaces),
                Some(_) if spaces < *indent.get_or_insert(usize::max(longest, spaces)) => return,
                Some(_) => self.skip_line(),
            }
            self.skip();
        }
    }

    /// Records that the token that begins here may be a key.
    fn begin_key(&mut self) {
        if self.flow == 0 && self.key == Key::Allowed {
            self.key = Key::Begun(self.at);
        }
    }

    fn allow_key(&mut self) {
        if self.flow == 0 {
            self.key = Key::Allowed;
        }
    }

    fn open_indent(&mut self, column: usize) {
        if self.flow == 0 && self.indents.last().is_none_or(|last| *last < column) {
            self.indents.push(column);
        }
    }

    fn close_indents(&mut self, column: usize) {
        while self.indents.last().is_some_and(|last| *last > column) {
            self.indents.pop();
        }
    }

    fn is_document_marker(&self) -> bool {
        let marker = self.rest.strip_prefix("---").or_else(|| self.rest.strip_prefix("..."));
        self.at.column == 0 && marker.is_some_and(|after| after.chars().next().is_none_or(is_blank))
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        let Some(c) = chars.next() else { return };
        self.rest = chars.as_str();
        // The line feed after a carriage return ends the line.
        if is_break(c) && !(c == '\r' && self.rest.starts_with('\n')) {
            self.at = Position { line: self.at.line + 1, column: 0 };
        } else {
            self.at.column += 1;
        }
    }

    fn skip_while(&mut self, passes: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&passes) {
            self.skip();
        }
    }

    fn skip_line(&mut self) {
        self.skip_while(|c| !is_break(c));
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_break(c)
}

fn is_flow(c: char) -> bool {
    matches!(c, ',' | '[' | ']' | '{' | '}')
}
