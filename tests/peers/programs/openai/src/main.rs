//! Uploads a file of examples, and has a model say something about it, word by word.
//!
//! `OPENAI_API_KEY=… tell EXAMPLES.jsonl "What is in the examples?"`

mod generated;

use std::io::Write;
use std::path::Path;

use futures_util::StreamExt;
use generated::sse::SseClient;
use generated::{
    ChatCompletionRequestMessage, ChatCompletionRequestMessageRole, CreateChatCompletionRequest, CreateFileRequest,
    HttpClient, MultipartFile,
};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, question] = arguments.as_slice() else { return Err("which file, and which question?".into()) };
    let key = std::env::var("OPENAI_API_KEY")?;
    let url = std::env::var("OPENAI_BASE_URL").unwrap_or_else(|_| "https://api.openai.com/v1".to_owned());
    let client = HttpClient::new().with_api_key(&key).with_base_url(&url);
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).ok_or("a file has a name")?;
    let file = MultipartFile::new(std::fs::read(path)?).with_file_name(name);
    let file = client.create_file(CreateFileRequest { file, purpose: "fine-tune".to_owned() }).await?;
    println!("{} has {} bytes", file.filename, file.bytes);
    tell(&url, &key, question).await
}

/// Prints the answer of the model as it comes.
async fn tell(url: &str, key: &str, question: &str) -> Result<(), Box<dyn std::error::Error>> {
    let chat = CreateChatCompletionRequest {
        messages: vec![
            message("You are brief.", ChatCompletionRequestMessageRole::System),
            message(question, ChatCompletionRequestMessageRole::User),
        ],
        model: "gpt-3.5-turbo".to_owned(),
        stream: Some(Some(true)),
        temperature: Some(Some(0.2)),
        frequency_penalty: None,
        logit_bias: None,
        max_tokens: None,
        n: None,
        presence_penalty: None,
        stop: None,
        top_p: None,
        user: None,
    };
    let client = SseClient::new();
    let request = client.post(format!("{url}/chat/completions")).bearer_auth(key).json(&chat);
    let mut events = client.stream_raw(request).await?;
    while let Some(event) = events.next().await {
        let data = event?.data;
        if data == "[DONE]" {
            break;
        }
        let chunk: Value = serde_json::from_str(&data)?;
        print!("{}", chunk["choices"][0]["delta"]["content"].as_str().unwrap_or_default());
        std::io::stdout().flush()?;
    }
    println!();
    Ok(())
}

fn message(content: &str, role: ChatCompletionRequestMessageRole) -> ChatCompletionRequestMessage {
    ChatCompletionRequestMessage { content: content.to_owned(), name: None, role }
}
