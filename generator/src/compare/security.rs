//! With which credentials is a request allowed, and how are they sent?

use super::change::{Change, Spot, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use super::walk::Walk;
use crate::ir::{Requirement, SecurityScheme};

/// Compares the alternatives of an operation.
pub fn security(walk: &mut Walk, spot: &Spot, old: &[Requirement], new: &[Requirement]) {
    let (was, is) = (alternatives(old), alternatives(new));
    let lost: Vec<&Requirement> = was.iter().filter(|have| !is.iter().any(|need| is_enough(have, need))).collect();
    let found: Vec<&Requirement> = is.iter().filter(|need| !was.iter().any(|had| is_enough(need, had))).collect();
    if !lost.is_empty() {
        let what = format!("a request needs {} in place of {}", shown_all(&is), shown_each(&lost));
        let why = "requests with the credentials that were enough are refused";
        walk.tell(ChangeKind::SecurityTightened, spot, what, Verdict::Breaking, why);
    } else if !found.is_empty() {
        let what = format!("a request is allowed with {} too", shown_each(&found));
        walk.tell(ChangeKind::SecurityLoosened, spot, what, Verdict::Compatible, "");
    } else if is.len() < was.len() || was.iter().any(|had| !is.contains(had)) {
        let what = format!("a request needs {} in place of {}", shown_all(&is), shown_all(&was));
        walk.tell(ChangeKind::SecurityLoosened, spot, what, Verdict::Compatible, "");
    }
}

/// The alternatives. None at all means that nothing is needed.
fn alternatives(given: &[Requirement]) -> Vec<Requirement> {
    if given.is_empty() { vec![Requirement { schemes: Vec::new() }] } else { given.to_vec() }
}

/// Whether who has the credentials of one alternative has those of another.
fn is_enough(have: &Requirement, need: &Requirement) -> bool {
    need.schemes.iter().all(|needed| {
        have.schemes.iter().any(|given| {
            given.scheme == needed.scheme && needed.scopes.iter().all(|scope| given.scopes.contains(scope))
        })
    })
}

fn shown(requirement: &Requirement) -> String {
    let schemes: Vec<String> = requirement
        .schemes
        .iter()
        .map(|it| match it.scopes.as_slice() {
            [] => format!("`{}`", it.scheme),
            scopes => format!("`{}` ({})", it.scheme, scopes.join(" ")),
        })
        .collect();
    if schemes.is_empty() { "no credentials".to_owned() } else { schemes.join(" with ") }
}

fn shown_each(requirements: &[&Requirement]) -> String {
    requirements.iter().map(|it| shown(it)).collect::<Vec<_>>().join(" or ")
}

fn shown_all(requirements: &[Requirement]) -> String {
    shown_each(&requirements.iter().collect::<Vec<_>>())
}

/// Compares the schemes of an API.
pub fn schemes(walk: &mut Walk) {
    let (old, new) = (&walk.old.api.security_schemes, &walk.new.api.security_schemes);
    for scheme in old {
        match new.iter().find(|other| other.name == scheme.name) {
            Some(other) => self::scheme(walk, scheme, other),
            None => {
                let what = format!("the security scheme `{}` is gone", scheme.name);
                let change = Change::new(ChangeKind::SchemeRemoved, Area::Api, Subject::Api, what);
                // What it means for requests is told where they needed it.
                walk.changes.push(change.places(Some(&scheme.location), None).wire(Verdict::Compatible, ""));
            }
        }
    }
    for scheme in new.iter().filter(|scheme| !old.iter().any(|other| other.name == scheme.name)) {
        let what = format!("the security scheme `{}` is new", scheme.name);
        let change = Change::new(ChangeKind::SchemeAdded, Area::Api, Subject::Api, what);
        walk.changes.push(change.places(None, Some(&scheme.location)).wire(Verdict::Compatible, ""));
    }
}

fn scheme(walk: &mut Walk, old: &SecurityScheme, new: &SecurityScheme) {
    let spot = Spot {
        area: Area::Api,
        subject: Subject::Api,
        named: format!("the security scheme `{}`", old.name),
        old: old.location.clone(),
        new: new.location.clone(),
        null_is_absence: false,
    };
    if old.kind != new.kind {
        let what = format!("{} sends something else", spot.named);
        walk.tell(ChangeKind::SchemeChanged, &spot, what, Verdict::Breaking, "what older clients send is not seen");
    }
    if old.token_endpoint != new.token_endpoint {
        let what = format!("the tokens of {} come from another URL", spot.named);
        let why = "older clients ask for tokens at the old one";
        walk.tell(ChangeKind::TokenEndpointChanged, &spot, what, Verdict::Breaking, why);
    }
    walk.docs(&spot, &old.docs, &new.docs);
}
