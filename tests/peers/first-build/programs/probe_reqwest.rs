//! A request by `reqwest` alone.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", reqwest::get("https://graph.microsoft.com/v1.0/").await?.text().await?);
    Ok(())
}
