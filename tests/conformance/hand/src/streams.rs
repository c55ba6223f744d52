//! Streams: server-sent events and JSON lines.

use crate::{Outcome, same, scenarios};

scenarios! {
    Streaming_Sse_Named_receive = named_events,
    Streaming_Sse_Unnamed_receive = unnamed_events,
    Streaming_Sse_Protocol_id = event_id,
    Streaming_Sse_Protocol_reconnect = resumed_events,
    Streaming_Jsonl_Basic_receive = receive_lines,
    Streaming_Jsonl_Basic_send = send_lines,
}

async fn named_events(origin: String) -> Outcome {
    use c_http_specs_streaming_sse::{Client, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let mut events = client.send(streaming::named_receive()).await?;
    let mut names = Vec::new();
    while let Some(event) = events.next().await {
        names.push(event?.event);
    }
    same(names, ["responseCreated", "responseDelta", "responseDelta", "message"])
}

async fn unnamed_events(origin: String) -> Outcome {
    use c_http_specs_streaming_sse::{Client, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let mut events = client.send(streaming::unnamed_receive()).await?;
    let first = events.next().await.ok_or("no event")??;
    same(first.data.as_str(), r#"{"desc": "one"}"#)
}

async fn event_id(origin: String) -> Outcome {
    use c_http_specs_streaming_sse::{Client, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let mut events = client.send(streaming::protocol_id()).await?;
    let first = events.next().await.ok_or("no event")??;
    same(first.id.as_deref(), Some("event-1"))
}

async fn resumed_events(origin: String) -> Outcome {
    use c_http_specs_streaming_sse::{Client, ResumePolicy, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let request = streaming::protocol_reconnect().resume(ResumePolicy::after_any_end());
    let mut events = client.send(request).await?;
    let mut ids = Vec::new();
    while let Some(event) = events.next().await {
        ids.push(event?.id.ok_or("no id")?);
        if ids.len() == 2 {
            break;
        }
    }
    same(ids, ["event-1", "event-2"])
}

async fn receive_lines(origin: String) -> Outcome {
    use c_http_specs_streaming_jsonl::{Client, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let mut lines = client.send(streaming::basic_receive()).await?;
    let mut texts = Vec::new();
    while let Some(line) = lines.next().await {
        texts.push(line?["desc"].clone());
    }
    same(texts, ["one", "two", "three"])
}

async fn send_lines(origin: String) -> Outcome {
    use c_http_specs_streaming_jsonl::{Client, streaming};
    let client = Client::builder().base_url(origin).build()?;
    let lines = ["one", "two", "three"].map(|text| serde_json::json!({ "desc": text }));
    client.send(streaming::basic_send(lines)).await?;
    Ok(())
}
