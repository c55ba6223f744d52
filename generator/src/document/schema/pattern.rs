//! Is the text of `pattern` certainly no regular expression of ECMA 262?
//!
//! Only what no dialect takes is looked for: brackets that are open or that nothing opened, an escape of nothing, and a
//! repetition of nothing. A parser would be a further dependency of the compiler, which itself never runs an expression.

/// What is wrong.
pub struct Fault {
    pub what: String,
    pub help: &'static str,
}

const BRACKETS: &str = "close the bracket, or put a backslash before one that stands for itself";

/// The first fault. None: it may be an expression.
pub fn fault(pattern: &str) -> Option<Fault> {
    let mut open: Vec<usize> = Vec::new();
    // Whether a repetition here would repeat nothing.
    let mut at_start = true;
    let mut rest = pattern.chars().enumerate().map(|(at, c)| (at + 1, c)).peekable();
    while let Some((at, c)) = rest.next() {
        let begins = at_start;
        at_start = matches!(c, '(' | '|');
        match c {
            '\\' if rest.next().is_none() => {
                let what = "it ends with a backslash that escapes nothing".to_owned();
                return Some(Fault { what, help: "write `\\\\` for the character itself" });
            }
            '[' if !closes_class(&mut rest) => return Some(not_closed('[', at)),
            '(' => {
                open.push(at);
                // `(?:`, `(?=` and the like: the `?` repeats nothing, and is no fault.
                rest.next_if(|(_, next)| *next == '?');
            }
            ')' if open.pop().is_none() => {
                return Some(Fault { what: format!("nothing opens the `)` at character {at}"), help: BRACKETS });
            }
            '*' | '+' | '?' if begins => {
                let what = format!("the `{c}` at character {at} repeats nothing");
                return Some(Fault { what, help: "write what is repeated before it, such as `.*` for any text" });
            }
            _ => {}
        }
    }
    open.pop().map(|at| not_closed('(', at))
}

/// Skips the rest of a class of characters, whose `[` was read. False: nothing closes it.
fn closes_class(rest: &mut impl Iterator<Item = (usize, char)>) -> bool {
    while let Some((_, c)) = rest.next() {
        match c {
            '\\' => {
                rest.next();
            }
            ']' => return true,
            _ => {}
        }
    }
    false
}

fn not_closed(bracket: char, at: usize) -> Fault {
    Fault { what: format!("the `{bracket}` at character {at} is not closed"), help: BRACKETS }
}
