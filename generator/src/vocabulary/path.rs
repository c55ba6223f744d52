//! Which segments of a path name nothing?

/// Whether a segment is `api` or a version, such as `v1`, `v1.0`, `v2beta1` or `2020-05-31`.
pub fn says_nothing(segment: &str) -> bool {
    let segment = segment.to_ascii_lowercase();
    let number = segment.strip_prefix('v').unwrap_or(&segment);
    let rest = number.replace("alpha", "").replace("beta", "");
    matches!(segment.as_str(), "api" | "apis" | "rest")
        || (number.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_')))
}
