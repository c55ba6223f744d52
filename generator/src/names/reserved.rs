//! Which names of files mean something already, so that no module of emitted code takes them.

/// Names that Cargo and the tree of modules know, and names of devices, which Windows takes for no files.
pub const FILES: &[&str] = &[
    "mod", "lib", "main", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
