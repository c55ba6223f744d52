//! Programs that must not compile, with what the compiler says of them: see `cases`.
