//! The page: the program, what `wasm-bindgen` writes around it, and a few lines that start it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::Sender;

use wasm_bindgen_cli_support::Bindgen;

use crate::server::{self, Answer, Asked};

/// Writes the files of the page.
pub fn build(program: &Path, folder: &Path) -> Result<PathBuf, String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(program).typescript(false).omit_default_module_path(false);
    bindgen.web(true).map_err(|error| error.to_string())?;
    bindgen.generate(folder).map_err(|error| format!("{}: {error:#}", program.display()))?;
    Ok(folder.to_owned())
}

/// Serves the page, which says how it ended: with nothing, or with a reason.
pub fn serve(files: PathBuf, api: &str, told: Sender<String>) -> Result<String, String> {
    let html = format!(
        "<!doctype html><meta charset=utf-8><title>fetch</title><script type=module>\n\
         import start, {{ run }} from './page.js';\n\
         const say = (reason) => fetch('/outcome', {{ method: 'POST', body: reason }});\n\
         try {{ await start(); await run('{api}'); await say(''); }} catch (error) {{ await say(String(error) || 'unknown'); }}\n\
         </script>"
    );
    let told = Mutex::new(told);
    server::start(move |asked, _| answer(&asked, &html, &files, &told))
}

fn answer(asked: &Asked, html: &str, files: &Path, told: &Mutex<Sender<String>>) -> Answer {
    let file = |name: &str, media_type| match fs::read(files.join(name)) {
        Ok(bytes) => Answer::new(200, media_type, bytes),
        Err(_) => Answer::empty(404),
    };
    match asked.target.as_str() {
        "/" => Answer::new(200, "text/html", html),
        "/page.js" => file("page.js", "text/javascript"),
        "/page_bg.wasm" => file("page_bg.wasm", "application/wasm"),
        "/outcome" => {
            let reason = String::from_utf8_lossy(&asked.body).into_owned();
            let _ = told.lock().map(|told| told.send(reason));
            Answer::empty(204)
        }
        _ => Answer::empty(404),
    }
}
