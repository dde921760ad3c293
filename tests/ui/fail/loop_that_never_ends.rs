use asl_dsl::prelude::*;

#[task(lambda = "ping")]
async fn ping(n: u32) -> u32;

#[workflow]
async fn spins(n: u32) -> u32 {
    let mut total = n;
    loop {
        total += 1;
        if total > 3 {
            continue;
        }
    }
}

#[workflow]
async fn goes_on(n: u32) -> u32 {
    loop {
        ping(n).await;
    }
}

fn main() {}
