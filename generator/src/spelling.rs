//! Which known word is nearest to a misspelt one?

/// How many characters of a word are compared. The time that a comparison takes grows with the product of both lengths.
const COMPARED: usize = 80;

/// The candidate nearest to `word`, if it is near enough to be meant. Upper and lower case are equal.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = compared(word);
    let length = word.chars().count();
    // Any letter is one slip away from any other.
    let limit = (length / 3).clamp(usize::from(length > 1), 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(length) <= 3 * limit)
        .map(|candidate| (strsim::osa_distance(&word, &compared(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate that `word` is but for one slip: a character too many, too few, another, or two that changed places. Where
/// any word is allowed, only such a word is certain to be a mistake.
pub fn mistyped<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = compared(word);
    candidates.into_iter().find(|candidate| strsim::osa_distance(&word, &compared(candidate)) == 1)
}

fn compared(word: &str) -> String {
    word.chars().take(COMPARED).map(|c| c.to_ascii_lowercase()).collect()
}
