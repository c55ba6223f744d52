//! Which paths a piece of Rust names: in code, and in the trees of `use`.

use proc_macro2::{TokenStream, TokenTree};
use syn::UseTree;

/// The segments of a path, from left to right.
pub type Path = Vec<String>;

/// What one `use` brings into scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// A name for what stands at the path.
    Name { name: String, path: Path },
    /// Everything of the module at the path.
    Glob { path: Path },
}

/// Everything that the tree of a `use` brings into scope.
pub fn uses(tree: &UseTree) -> Vec<Use> {
    let mut found = Vec::new();
    walk(tree, Vec::new(), &mut found);
    found
}

fn walk(tree: &UseTree, mut before: Path, found: &mut Vec<Use>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            walk(&path.tree, before, found);
        }
        UseTree::Name(name) => {
            // `a::{self}` is a name for `a`.
            if name.ident != "self" || before.is_empty() {
                before.push(name.ident.to_string());
            }
            found.push(Use::Name { name: before.last().cloned().unwrap_or_default(), path: before });
        }
        UseTree::Rename(rename) => {
            if rename.ident != "self" {
                before.push(rename.ident.to_string());
            }
            found.push(Use::Name { name: rename.rename.to_string(), path: before });
        }
        UseTree::Glob(_) => found.push(Use::Glob { path: before }),
        UseTree::Group(group) => group.items.iter().for_each(|tree| walk(tree, before.clone(), found)),
    }
}

/// Every path in code, those inside the arguments of macros included. A `use` inside a function counts by its paths.
pub fn paths(code: TokenStream) -> Vec<Path> {
    let mut found = Vec::new();
    collect(code, &mut found);
    found
}

fn collect(code: TokenStream, found: &mut Vec<Path>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(ident) if ident == "use" => {
                let end = tokens[at..].iter().position(|token| is_punct(token, ';')).map_or(tokens.len(), |n| at + n);
                let tree: TokenStream = tokens[at + 1..end].iter().cloned().collect();
                if let Ok(tree) = syn::parse2::<UseTree>(tree) {
                    found.extend(uses(&tree).into_iter().map(|it| match it {
                        Use::Name { path, .. } | Use::Glob { path } => path,
                    }));
                }
                at = end;
            }
            TokenTree::Ident(_) => {
                let path = path_at(&tokens, at);
                let after = at + 1 + 3 * (path.len() - 1);
                if begins_a_path(&tokens, at) {
                    found.push(path);
                }
                at = after;
                continue;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        at += 1;
    }
}

/// `a::b::c` from the identifier at this position on.
fn path_at(tokens: &[TokenTree], at: usize) -> Path {
    let mut path = vec![tokens[at].to_string()];
    let mut next = at + 1;
    while let [colon, other, TokenTree::Ident(ident), ..] = &tokens[next.min(tokens.len())..]
        && is_punct(colon, ':')
        && is_punct(other, ':')
    {
        path.push(ident.to_string());
        next += 3;
    }
    path
}

/// Not behind a dot, as a method is, nor behind `::`.
fn begins_a_path(tokens: &[TokenTree], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
    let is = |n, c| before(n).is_some_and(|token| is_punct(token, c));
    let is_range = is(1, '.') && is(2, '.');
    (!is(1, '.') || is_range) && !(is(1, ':') && is(2, ':'))
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}
