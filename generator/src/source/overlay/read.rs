//! Which actions does the file of an overlay have, and where is it wrong?

use serde_json_path::JsonPath;

use super::super::Raw;
use super::{Action, Change, Overlay};
use crate::diag::{Code, Diags};
use crate::location::Location;
use crate::spelling::nearest;

/// The members of an overlay, and those of an action.
const OVERLAY: &[&str] = &["overlay", "info", "extends", "actions"];
const ACTION: &[&str] = &["target", "description", "update", "copy", "remove"];

/// Reads an overlay from the value of its file, which is at `start`. None: what is wrong was told.
pub fn read(raw: &Raw, start: &Location, diags: &mut Diags) -> Option<Overlay> {
    let version = raw.get("overlay").map(|version| version.as_str().map_or_else(|| version.to_string(), str::to_owned));
    match version {
        Some(version)
            if version == "1.0" || version == "1.1" || version.starts_with("1.0.") || version.starts_with("1.1.") => {}
        Some(version) => {
            let message = format!("version {version} of Overlay is not supported");
            diags
                .push(Code::Overlay, start.join("overlay"), message)
                .help("write `overlay: 1.0.0` or `overlay: 1.1.0`");
            return None;
        }
        None => {
            let help = "it begins with `overlay: 1.1.0`, and has `info` and `actions`";
            diags.push(Code::Overlay, start.clone(), "the file is no overlay: `overlay` is missing").help(help);
            return None;
        }
    }
    report_unknown(raw, OVERLAY, start, diags);
    let extends = raw.get("extends").map(|extends| (extends.as_str(), start.join("extends")));
    let extends = match extends {
        Some((Some(text), location)) => Some((text.to_owned(), location)),
        Some((None, location)) => {
            diags.push(Code::Overlay, location, "`extends` is the path or the URL of a document");
            return None;
        }
        None => None,
    };
    let location = start.join("actions");
    let Some(actions) = raw.get("actions").and_then(Raw::as_array).filter(|actions| !actions.is_empty()) else {
        diags.push(Code::Overlay, location, "an overlay has a list of at least one of `actions`");
        return None;
    };
    let read = actions.iter().enumerate().map(|(index, raw)| action(raw, &location.join(&index.to_string()), diags));
    let read: Vec<Option<Action>> = read.collect();
    Some(Overlay { extends, actions: read.into_iter().collect::<Option<_>>()? })
}

fn action(raw: &Raw, location: &Location, diags: &mut Diags) -> Option<Action> {
    if report_unknown(raw, ACTION, location, diags) {
        return None;
    }
    let Some(target) = raw.get("target").and_then(Raw::as_str) else {
        diags.push(Code::Overlay, location.clone(), "an action has a `target`, which is a JSONPath");
        return None;
    };
    let at_target = location.join("target");
    let change = match (raw.get("remove"), raw.get("update"), raw.get("copy")) {
        // Nothing is put into what is removed, as the specification of overlays has it.
        (Some(Raw::Bool(true)), _, Some(Raw::String(_)) | None) => Some(Change::Remove),
        (Some(Raw::Bool(false)) | None, None, None) => Some(Change::Nothing),
        (None | Some(Raw::Bool(false)), Some(value), None) => {
            Some(Change::Update(value.clone(), location.join("update")))
        }
        (None | Some(Raw::Bool(false)), None, Some(Raw::String(text))) => {
            let at = location.join("copy");
            json_path(text, &at, diags).map(|path| Change::Copy(path, at))
        }
        (Some(Raw::Bool(false)) | None, Some(_), Some(Raw::String(_))) => {
            let help = "write two actions, which are done one after the other";
            let message = "an action has `update` or `copy`, not both: neither would have an effect";
            diags.push(Code::Overlay, location.clone(), message).help(help);
            None
        }
        (Some(_), _, _) | (_, _, Some(_)) => {
            let message = "`remove` is a boolean, and `copy` is a JSONPath";
            diags.push(Code::Overlay, location.clone(), message);
            None
        }
    };
    Some(Action { target: json_path(target, &at_target, diags)?, change: change?, location: at_target })
}

fn json_path(text: &str, location: &Location, diags: &mut Diags) -> Option<JsonPath> {
    match JsonPath::parse(text) {
        Ok(path) => Some(path),
        Err(error) => {
            let at = error.position() + 1;
            let message = format!("`{text}` is no JSONPath: it cannot be read from character {at} on");
            let help = "write it as RFC 9535 has it, such as `$.paths['/pets'].get`";
            diags.push(Code::Overlay, location.clone(), message).help(help);
            None
        }
    }
}

/// Reports the members that nothing has here, and returns whether there are any.
fn report_unknown(raw: &Raw, known: &[&str], location: &Location, diags: &mut Diags) -> bool {
    let members = raw.as_object().into_iter().flatten().map(|(key, _)| key);
    let mut is_told = false;
    for key in members.filter(|key| !key.starts_with("x-") && !known.contains(&key.as_str())) {
        let found = diags.push(Code::Overlay, location.join(key), format!("overlays have no `{key}` here"));
        found.help = nearest(key, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        is_told = true;
    }
    is_told
}
