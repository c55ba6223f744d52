//! What the documentation does not let a client do is no program: it does not compile.
//!
//! `TRYBUILD=overwrite cargo test -p compile-fail` takes over what the compiler says.

#[test]
fn what_cannot_be_sent_cannot_be_written() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}
