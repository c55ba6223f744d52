//! Does Cargo read a version?

/// Whether a version is three numbers, and then what SemVer allows behind a `-` and behind a `+`.
pub fn is_version(text: &str) -> bool {
    let (text, build) = match text.split_once('+') {
        Some((text, build)) => (text, Some(build)),
        None => (text, None),
    };
    let (release, pre) = match text.split_once('-') {
        Some((release, pre)) => (release, Some(pre)),
        None => (text, None),
    };
    is_release(release) && pre.into_iter().chain(build).all(are_identifiers)
}

/// Whether a version is three numbers without leading zeros.
pub fn is_release(text: &str) -> bool {
    let number = |part: &str| part.parse::<u32>().is_ok_and(|number| number.to_string() == part);
    text.split('.').count() == 3 && text.split('.').all(number)
}

/// Whether a text is identifiers of SemVer with dots between them.
fn are_identifiers(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    text.split('.').all(|name| !name.is_empty() && name.bytes().all(is_part))
}
