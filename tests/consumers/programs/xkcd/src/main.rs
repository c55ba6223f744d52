//! Prints the titles of the latest comics of xkcd, which are fetched at the same time.
//!
//! `latest 10`

use futures_util::future::try_join_all;
use xkcd_client::models::Comic;
use xkcd_client::{Client, comics};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).ok_or("how many?")?.parse()?;
    let mut builder = xkcd_client::builder().max_in_flight(8);
    if let Ok(url) = std::env::var("XKCD_URL") {
        builder = builder.base_url(url);
    }
    for comic in latest(&builder.build()?, count).await? {
        let Comic { num: Some(num), title: Some(title), .. } = comic else { continue };
        println!("{num} {title}");
    }
    Ok(())
}

/// The latest comics, newest first.
async fn latest(client: &Client, count: usize) -> Result<Vec<Comic>, Box<dyn std::error::Error>> {
    let newest = client.send(comics::latest()).await?;
    let number = newest.num.ok_or("a comic has a number")?;
    let older = (1..count).map(|back| client.send(comics::get(number - back as f64)));
    let mut comics = vec![newest];
    comics.extend(try_join_all(older).await?);
    Ok(comics)
}
