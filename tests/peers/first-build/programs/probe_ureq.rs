//! A request by `ureq` alone.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", ureq::get("https://graph.microsoft.com/v1.0/").call()?.body_mut().read_to_string()?);
    Ok(())
}
