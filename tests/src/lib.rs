//! The test harness shared by the files under `tests/tests`.
