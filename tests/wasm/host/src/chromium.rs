//! Chromium without a window, on one page.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A browser, which ends when it is dropped.
pub struct Browser(Child);

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Opens a page with a new profile.
pub fn open(url: &str, profile: &Path) -> Result<Browser, String> {
    if profile.exists() {
        fs::remove_dir_all(profile).map_err(|error| error.to_string())?;
    }
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--remote-debugging-port=0",
    ];
    let child = Command::new("chromium")
        .args(arguments)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    child.map(Browser).map_err(|error| format!("chromium cannot be started ({error}): install the package `chromium`"))
}
