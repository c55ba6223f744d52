//! The support code of emitted crates, copied as text.

/// Embeds files of the runtime by name.
macro_rules! embedded {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name))),)+]
    };
}

/// Every file below `generator/runtime/src/runtime`.
pub const FILES: &[(&str, &str)] = embedded![
    "mod.rs",
];

/// The files at their place in the emitted crate.
pub fn files() -> impl Iterator<Item = (String, String)> {
    FILES.iter().map(|(name, text)| (format!("src/runtime/{name}"), (*text).to_owned()))
}
