//! What does OpenAI answer to a program that uploads a file and has a chat, and what should the program have asked?

use serde_json::json;

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

const EXAMPLES: &str = "{\"prompt\": \"a\", \"completion\": \"b\"}\n";

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(|_, asked| answer(asked))?;
    let folder = std::env::temp_dir().join(format!("openai-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("train.jsonl");
    std::fs::write(&path, EXAMPLES)?;
    let path = path.to_str().ok_or("a path in UTF-8")?;
    let base = format!("{}/v1", server.origin);
    let ran = program.run(&[("OPENAI_API_KEY", "sk-1"), ("OPENAI_BASE_URL", &base)], &[path, "What is in it?"])?;
    std::fs::remove_dir_all(&folder)?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "train.jsonl has 34 bytes\nOne pair: “a” → “b”.\n");

    let asked = server.asked();
    let [upload, chat] = asked.as_slice() else { return Err(format!("{asked:?}").into()) };
    assert_eq!(upload.line, "POST /v1/files");
    assert!(upload.header("content-type").starts_with("multipart/form-data; boundary="), "{upload:?}");
    let parts = upload.body.to_lowercase();
    assert!(parts.contains("form-data; name=\"file\"; filename=\"train.jsonl\""), "{upload:?}");
    assert!(parts.contains("form-data; name=\"purpose\""), "{upload:?}");
    assert!(upload.body.contains(EXAMPLES) && upload.body.contains("\r\n\r\nfine-tune\r\n"), "{upload:?}");

    assert_eq!(chat.line, "POST /v1/chat/completions");
    let question = json!({"role": "user", "content": "What is in it?"});
    assert_eq!(
        chat.json(),
        json!({
            "model": "gpt-3.5-turbo", "stream": true, "temperature": 0.2,
            "messages": [{"role": "system", "content": "You are brief."}, question]
        })
    );
    for request in &asked {
        assert_eq!(request.header("authorization"), "Bearer sk-1");
    }
    Ok(())
}

fn answer(asked: &Asked) -> Answer {
    if asked.line.ends_with("/files") {
        return Answer::json(
            200,
            &json!({
                "id": "file-XjGxS3KTG0uNmNOK362iJua3", "object": "file", "bytes": 34, "created_at": 1_613_779_121,
                "filename": "train.jsonl", "purpose": "fine-tune", "status": "uploaded", "status_details": null
            }),
        );
    }
    let words = ["One", " pair:", " “a”", " →", " “b”."].map(|word| json!({"content": word}));
    let deltas = [json!({"role": "assistant"})].into_iter().chain(words).chain([json!({})]);
    let chunks = deltas.enumerate().map(|(index, delta)| {
        let finish = if index == 6 { json!("stop") } else { json!(null) };
        let choices = json!([{"index": 0, "delta": delta, "finish_reason": finish}]);
        let chunk = json!({
            "id": "chatcmpl-123", "object": "chat.completion.chunk", "created": 1_677_652_288,
            "model": "gpt-3.5-turbo-0301", "choices": choices
        });
        format!("data: {chunk}\n\n")
    });
    Answer::stream("text/event-stream", chunks.chain(["data: [DONE]\n\n".to_owned()]))
}
