//! Documents → one bundle: what is read, what is mended, and what is told at which place.

mod certain;
mod examples;
mod extensions;
mod holes;
mod keywords;
mod newer;
mod operations;
mod references;
mod support;
mod told;
mod versions;
