//! Serves a page with a program, answers what the program asks, and opens the page in Chromium.
//!
//! `host PROGRAM.wasm FOLDER` ends with 0 if the program saw what it must, and the API was asked for what it must be.

mod chromium;
mod page;
mod server;
mod service;

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;
use std::{env, process};

/// How long the whole may take.
const PATIENCE: Duration = Duration::from_secs(90);

fn main() {
    if let Err(reason) = run() {
        eprintln!("error: {reason}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [program, folder] = arguments.as_slice() else { return Err("usage: host PROGRAM.wasm FOLDER".to_owned()) };
    let files = page::build(Path::new(program), Path::new(folder))?;
    let api = service::start()?;
    let (told, outcome) = channel();
    let page = page::serve(files, &api.origin, told)?;
    let browser = chromium::open(&page, &Path::new(folder).join("profile"))?;
    let outcome = outcome.recv_timeout(PATIENCE).map_err(|_| format!("the page said nothing within {PATIENCE:?}"));
    drop(browser);
    match outcome?.as_str() {
        "" => {}
        reason => return Err(format!("in the browser: {reason}")),
    }
    service::check(&api.asked())?;
    println!("fetch: the program in Chromium saw what it must, and asked for what it must");
    Ok(())
}
