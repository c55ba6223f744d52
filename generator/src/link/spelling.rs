//! Which known word a misspelt one is meant to be.

/// How much of a word is compared: distance costs the product of the lengths.
const COMPARED: usize = 80;

/// The candidate nearest to `word`, when it is near enough to be meant. Case costs nothing.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = compared(word);
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(length) <= 3 * limit)
        .map(|candidate| (strsim::osa_distance(&word, &compared(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn compared(word: &str) -> String {
    word.chars().take(COMPARED).map(|c| c.to_ascii_lowercase()).collect()
}
