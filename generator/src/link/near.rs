//! Which known word a misspelt one is meant to be.

/// The candidate nearest to `word`, when it is near enough to be meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Long words are compared by their first part only: distance costs the product of the lengths.
    let word: Vec<char> = word.chars().take(80).collect();
    let limit = (word.len() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 3 * limit)
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap neighbours) that lead from one to the other; case costs nothing.
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> = candidate.chars().take(80).collect();
    let same = |a: char, b: char| a.eq_ignore_ascii_case(&b);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=candidate.len()).collect();
    let mut last_left = None;
    for (row, &left) in word.iter().enumerate() {
        let mut here = Vec::with_capacity(above.len());
        here.push(row + 1);
        let mut last_right = None;
        for (column, &right) in candidate.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let replace = at(&above, column) + usize::from(!same(left, right));
            let edit = replace.min(at(&above, column + 1) + 1).min(at(&here, column) + 1);
            let swapped = last_left.is_some_and(|c| same(c, right)) && last_right.is_some_and(|c| same(c, left));
            let swap = if swapped && column > 0 { at(&before, column - 1) + 1 } else { usize::MAX / 2 };
            here.push(edit.min(swap));
            last_right = Some(right);
        }
        before = std::mem::replace(&mut above, here);
        last_left = Some(left);
    }
    above.last().copied().unwrap_or(0)
}
