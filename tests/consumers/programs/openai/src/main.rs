//! Uploads a file of examples, and has a model say something about it, word by word.
//!
//! `OPENAI_API_KEY=… tell EXAMPLES.jsonl "What is in the examples?"`

use std::io::Write;

use openai_client::models::{ChatInput, CreateFileRequest, Message, Role};
use openai_client::{Client, Events, Json, RequestBody, api};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, question] = arguments.as_slice() else { return Err("which file, and which question?".into()) };
    let key = std::env::var("OPENAI_API_KEY")?;
    let mut builder = openai_client::builder().default_header("authorization", &format!("Bearer {key}"));
    if let Ok(url) = std::env::var("OPENAI_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;
    let file = client.send(api::create_file(CreateFileRequest::new(RequestBody::file(path)?, "fine-tune"))).await?;
    println!("{} has {} bytes", file.filename, file.bytes);
    tell(&client, question).await
}

/// Prints the answer of the model as it comes.
async fn tell(client: &Client, question: &str) -> Result<(), Box<dyn std::error::Error>> {
    let messages = [Message::new("You are brief.", Role::System), Message::new(question, Role::User)];
    let chat = ChatInput::new(messages, "gpt-3.5-turbo").stream(true).temperature(0.2);
    let mut events = client.send(api::create_chat_completion(chat).response_as::<Events<Json>>()).await?;
    while let Some(event) = events.next().await {
        let chunk = event?.data;
        print!("{}", chunk["choices"][0]["delta"]["content"].as_str().unwrap_or_default());
        std::io::stdout().flush()?;
    }
    println!();
    Ok(())
}
