//! Which documents are taken: the same ones for the same seed, so many of each size.

use crate::list::Document;

/// A range of sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    pub name: &'static str,
    /// In bytes; the size itself belongs to the next one.
    below: u64,
    /// The percentage of a sample that is of this size or smaller.
    up_to: u64,
}

/// From small to large.
pub const STRATA: [Stratum; 4] = [
    Stratum { name: "under 20 kB", below: 20_000, up_to: 30 },
    Stratum { name: "20 to 200 kB", below: 200_000, up_to: 70 },
    Stratum { name: "200 kB to 1 MB", below: 1_000_000, up_to: 90 },
    Stratum { name: "1 MB and more", below: u64::MAX, up_to: 100 },
];

/// The position in [`STRATA`] of a size.
pub fn stratum(bytes: u64) -> usize {
    STRATA.iter().take_while(|stratum| bytes >= stratum.below).count().min(STRATA.len() - 1)
}

/// `count` of the documents, by path. A stratum that has too few of them leaves its places to the next smaller ones,
/// then to the larger ones. A larger sample of the same seed holds the smaller one as far as the quotas allow.
pub fn sample(documents: &[Document], count: usize, seed: u64) -> Vec<Document> {
    let mut strata: [Vec<Document>; STRATA.len()] = Default::default();
    for document in documents {
        strata[stratum(document.bytes)].push(document.clone());
    }
    for (number, stratum) in (0..).zip(&mut strata) {
        shuffle(stratum, &mut SplitMix::new(seed.wrapping_add(number)));
    }
    let mut taken: Vec<Document> = Vec::new();
    for (stratum, quota) in strata.iter_mut().zip(quotas(count)) {
        taken.extend(stratum.drain(..quota.min(stratum.len())));
    }
    let rest = strata.into_iter().rev().flatten();
    let missing = count.saturating_sub(taken.len());
    taken.extend(rest.take(missing));
    taken.sort();
    taken
}

/// How many of each stratum a sample of `count` has. They sum up to it.
fn quotas(count: usize) -> [usize; STRATA.len()] {
    let mut before = 0;
    STRATA.map(|stratum| {
        let up_to = (count * usize::try_from(stratum.up_to).unwrap_or_default() + 50) / 100;
        let quota = up_to - before;
        before = up_to;
        quota
    })
}

fn shuffle(documents: &mut [Document], random: &mut SplitMix) {
    for last in (1..documents.len()).rev() {
        documents.swap(last, random.below(last + 1));
    }
}

/// SplitMix64: small, and the same everywhere and for ever.
struct SplitMix {
    state: u64,
}

impl SplitMix {
    /// The seeds 1, 2, 3… are spread, so that neighbours have nothing in common.
    fn new(seed: u64) -> Self {
        let mut spread = Self { state: seed };
        Self { state: spread.next() }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; the tiny bias of the remainder does not matter for a sample.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).unwrap_or_default()
    }
}
