//! Holds the price of an order on a card, and takes it at once.
//!
//! `STRIPE_API_KEY=… charge ORDER CENTS PAYMENT_METHOD`

use std::process::ExitCode;

use stripe_client::models::{
    self, ApiErrorsType, CaptureMethod, CapturePaymentIntent, NewPaymentIntent, PaymentIntent, PaymentIntentStatus,
};
use stripe_client::{Client, Error, Scheme, StaticToken, payment_intents};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [order, cents, payment_method] = arguments.as_slice() else {
        return Err("order, cents, payment method?".into());
    };
    let token = StaticToken::new(std::env::var("STRIPE_API_KEY")?);
    let mut builder = stripe_client::builder().credential(Scheme::BearerAuth, token);
    if let Ok(url) = std::env::var("STRIPE_API_BASE") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;
    match charge(&client, order, cents.parse()?, payment_method).await {
        Ok(intent) => {
            println!("{}: {} {} taken", intent.id, intent.amount_received.unwrap_or_default(), intent.currency);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("{}", explain(&error));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Holds the amount, and takes it if the card allows it. The keys make each step safe to repeat.
async fn charge(
    client: &Client,
    order: &str,
    cents: i64,
    payment_method: &str,
) -> Result<PaymentIntent, Error<models::Error>> {
    let held = payment_intents::create(
        NewPaymentIntent::new(cents, "eur")
            .capture_method(CaptureMethod::Manual)
            .confirm(true)
            .payment_method(payment_method)
            .metadata([("order", order)]),
    );
    let intent = client.send(held.idempotency_key(&format!("{order}-hold"))).await?;
    if intent.status != PaymentIntentStatus::RequiresCapture {
        return Ok(intent);
    }
    let taken = payment_intents::capture(&intent.id, CapturePaymentIntent::new().amount_to_capture(cents));
    client.send(taken.idempotency_key(&format!("{order}-take"))).await
}

/// What the user of the shop is told.
fn explain(error: &Error<models::Error>) -> String {
    match error.body().map(|body| &body.error) {
        Some(declined) if declined.r#type == ApiErrorsType::CardError => format!(
            "the card was declined ({}): {}",
            declined.decline_code.as_deref().unwrap_or("no reason"),
            declined.message.as_deref().unwrap_or("try another card"),
        ),
        _ => error.to_string(),
    }
}
