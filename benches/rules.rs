//! What each rule costs by itself, the dearest first: where to look when a full check has become slow.
//!
//! `cargo bench --bench rules -- 2000` names another number of servers than 20,000.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

mod generate;

use std::time::{Duration, Instant};

use generate::lean_deployment;
use linchpin::checks::{Cx, ask, catalogue};

/// How often a rule is asked; the fastest time counts, for nothing makes a rule faster than it is.
const ROUNDS: usize = 5;

fn main() {
    let n_servers = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(20_000);
    let document = lean_deployment(n_servers);
    let cx = Cx::new(&document);
    let mut costs: Vec<_> = catalogue()
        .map(|rule| {
            let mut n_found = 0;
            let mut fastest = Duration::MAX;
            for _ in 0..ROUNDS {
                let start = Instant::now();
                n_found = ask(rule, &cx).len();
                fastest = fastest.min(start.elapsed());
            }
            (fastest, rule, n_found)
        })
        .collect();
    costs.sort_by_key(|(fastest, ..)| std::cmp::Reverse(*fastest));
    let total: Duration = costs.iter().map(|(fastest, ..)| *fastest).sum();
    println!("{} rules over {n_servers} servers: {total:.1?} one after the other", costs.len());
    for (fastest, rule, n_found) in costs {
        println!("{fastest:>12.1?}  {n_found:>6} found  {} {}", rule.code, rule.name);
    }
}
