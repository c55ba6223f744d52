//! What does Slack answer to a program that posts messages, and what should the program have asked?

use serde_json::json;

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(|_, asked| answer(asked))?;
    let base = format!("{}/api", server.origin);
    let variables = [("SLACK_TOKEN", "xoxb-1"), ("SLACK_API_URL", base.as_str())];
    let ran = program.run(&variables, &["C1H9RESGL", "The build has failed", "test mail::sent & more"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "https://ghostbusters.slack.com/archives/C1H9RESGL/p1503435956000247\n");
    let outside = program.run(&variables, &["C2OUTSIDE", "Hello", "There"])?;
    assert_eq!(outside.stdout, "invite the bot to the channel first\n", "{outside:?}");
    let unknown = program.run(&variables, &["C3UNKNOWN", "Hello", "There"])?;
    assert!(!unknown.succeeded && unknown.stderr.contains("channel_not_found"), "{unknown:?}");

    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(Asked::path).collect();
    let post = "POST /api/chat.postMessage";
    assert_eq!(paths, [post, post, "GET /api/chat.getPermalink", post, post]);
    assert_eq!(asked[2].query(), ["channel=C1H9RESGL", "message_ts=1503435956.000247", "token=xoxb-1"]);
    assert_eq!(asked[0].form(), ["channel=C1H9RESGL", "text=The build has failed"]);
    assert_eq!(asked[1].form(), ["channel=C1H9RESGL", "text=test mail::sent & more", "thread_ts=1503435956.000247"]);
    for request in asked.iter().filter(|request| request.line.starts_with("POST")) {
        assert_eq!(request.header("authorization"), "Bearer xoxb-1");
        assert_eq!(request.header("token"), "xoxb-1");
        assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    }
    Ok(())
}

fn answer(asked: &Asked) -> Answer {
    if asked.line.starts_with("GET") {
        let permalink = "https://ghostbusters.slack.com/archives/C1H9RESGL/p1503435956000247";
        return Answer::json(200, &json!({"ok": true, "channel": "C1H9RESGL", "permalink": permalink}));
    }
    // Slack refuses with 200.
    if let Some(error) = [("C2", "not_in_channel"), ("C3", "channel_not_found")]
        .into_iter()
        .find_map(|(channel, error)| asked.body.contains(&format!("channel={channel}")).then_some(error))
    {
        return Answer::json(200, &json!({"ok": false, "error": error}));
    }
    Answer::json(
        200,
        &json!({
            "ok": true, "channel": "C1H9RESGL", "ts": "1503435956.000247",
            "message": {
                "type": "message", "subtype": "bot_message", "text": "The build has failed", "ts": "1503435956.000247",
                "username": "ecto1", "bot_id": "B19LU7CSY", "app_id": "A0KRD7HC3", "team": "T9TK3CUKW", "user": "U02CNBFH5",
                "bot_profile": {
                    "id": "B19LU7CSY", "app_id": "A0KRD7HC3", "name": "builds", "deleted": false, "updated": 1_502_305_344,
                    "team_id": "T9TK3CUKW", "icons": {"image_36": "https://a.slack-edge.com/a.png",
                    "image_48": "https://a.slack-edge.com/b.png", "image_72": "https://a.slack-edge.com/c.png"}
                },
                "attachments": [{"fallback": "This is an attachment's fallback", "id": 1, "text": "This is an attachment"}],
                "blocks": [{"type": "rich_text", "block_id": "lXc", "elements": []}]
            }
        }),
    )
}
