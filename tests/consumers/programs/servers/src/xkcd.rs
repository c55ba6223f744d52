//! What does xkcd answer to a program that wants the latest comics, and what should the program have asked?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(|_, asked| answer(asked))?;
    let ran = program.run(&[("XKCD_URL", &server.origin)], &["4"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "2764 Cosmological Nostalgia\n2763 Title 2763\n2762 Title 2762\n2761 Title 2761\n");

    let mut lines: Vec<String> = server.asked().into_iter().map(|request| request.line).collect();
    lines.sort();
    assert_eq!(lines, ["GET /2761/info.0.json", "GET /2762/info.0.json", "GET /2763/info.0.json", "GET /info.0.json"]);
    Ok(())
}

/// Holds what is asked after the latest comic until three are asked at the same time.
fn answer(asked: &Asked) -> Answer {
    static TOGETHER: AtomicUsize = AtomicUsize::new(0);
    let number = asked.line.trim_start_matches("GET /").split('/').next().and_then(|text| text.parse::<u32>().ok());
    if number.is_some() {
        TOGETHER.fetch_add(1, Ordering::SeqCst);
        let start = Instant::now();
        while TOGETHER.load(Ordering::SeqCst) < 3 && start.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        if TOGETHER.load(Ordering::SeqCst) < 3 {
            return Answer::json(500, &json!("one after another"));
        }
    }
    let title = number.map_or_else(|| "Cosmological Nostalgia".to_owned(), |number| format!("Title {number}"));
    let number = number.unwrap_or(2764);
    Answer::json(
        200,
        &json!({
            "month": "4", "num": number, "link": "", "year": "2023", "news": "", "safe_title": title, "transcript": "",
            "alt": "I remember when the universe was so much younger.", "title": title, "day": "17",
            "img": "https://imgs.xkcd.com/comics/cosmological_nostalgia.png"
        }),
    )
}
