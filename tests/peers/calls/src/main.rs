//! Makes small calls, and counts what they allocate.
//!
//! `calls serve` is the server. `calls SIDE put|get NUMBER ORIGIN` makes calls one after another, and prints the allocations of one
//! and their bytes, after as many calls that warm up.

mod allocations;
mod server;
mod sides;

use sides::{Operation, Side};

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["serve"] => Ok(server::serve()?),
        [side, operation, number, origin] => {
            let operation = match *operation {
                "put" => Operation::Put,
                "get" => Operation::Get,
                other => return Err(format!("`{other}` is neither `put` nor `get`").into()),
            };
            let number: usize = number.parse()?;
            // One thread, so that nothing depends on which of several is awake.
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(measure(&Side::named(side, origin)?, operation, number))
        }
        _ => Err("the arguments are `serve`, or `SIDE put|get NUMBER ORIGIN`".into()),
    }
}

async fn measure(side: &Side, operation: Operation, number: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut before = (0, 0);
    for turn in 0..2 * number {
        if turn == number {
            before = allocations::so_far();
        }
        // Numbers of as many digits, so that each call has as many bytes.
        let name = side.call(operation, 100_000 + turn).await?;
        if name.as_deref() != Some("Ada") {
            return Err("another thing came back".into());
        }
    }
    let after = allocations::so_far();
    let each = |before: u64, after: u64| (after - before) as f64 / number as f64;
    println!("{:.2} {:.0}", each(before.0, after.0), each(before.1, after.1));
    Ok(())
}
