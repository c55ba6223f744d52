//! Posts a message to a channel with the details in its thread, and prints where it can be read.
//!
//! `SLACK_TOKEN=… post C1H9RESGL "The build has failed" "test mail::sent … FAILED"`

use slack_client::chat::{self, GetPermalinkParams, PostMessageParams};
use slack_client::models::{NewMessage, PostMessageError};
use slack_client::{Client, Error, Scheme, StaticToken};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [channel, text, details] = arguments.as_slice() else { return Err("channel, text, details?".into()) };
    let token = std::env::var("SLACK_TOKEN")?;
    // Slack answers more loosely than its document says.
    let mut builder = slack_client::builder().credential(Scheme::SlackAuth, StaticToken::new(token.as_str())).lenient();
    if let Ok(url) = std::env::var("SLACK_API_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;
    match post(&client, &token, NewMessage::new(channel).text(text)).await? {
        Posted::At(ts) => {
            post(&client, &token, NewMessage::new(channel).text(details).thread_ts(&ts)).await?;
            let link = client.send(chat::get_permalink(GetPermalinkParams::new(token, channel, ts))).await?;
            println!("{}", link.permalink);
        }
        Posted::Refused(advice) => println!("{advice}"),
    }
    Ok(())
}

enum Posted {
    /// The time of the message, which is its id.
    At(String),
    /// What can be done about it.
    Refused(&'static str),
}

async fn post(client: &Client, token: &str, message: NewMessage) -> Result<Posted, Box<dyn std::error::Error>> {
    match client.send(chat::post_message(message, PostMessageParams::new(token))).await {
        Ok(sent) => Ok(Posted::At(sent.ts)),
        Err(Error::Api(refused)) => match refused.body().map(|body| &body.error) {
            Some(PostMessageError::NotInChannel) => Ok(Posted::Refused("invite the bot to the channel first")),
            Some(PostMessageError::MsgTooLong) => Ok(Posted::Refused("make it shorter")),
            _ => Err(refused.into()),
        },
        Err(error) => Err(error.into()),
    }
}
