use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::text::Message;
use crate::vendor::{Product, min_first_start, min_functional, older_min_functional};

rule! {
    /// An Enterprise pool stops when too few of its servers run.
    ///
    /// ## Why it matters
    /// The servers of a pool vote. With fewer running than the quorum takes, the remaining ones stop their services
    /// too, so that patching one server too many takes the whole pool down. Starting the pool from cold takes more
    /// servers than keeping it running; with fewer, only recovery from the loss of quorum brings it back.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA007
    ///     computers 4
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a pool. A Standard Edition server depends on no quorum.
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`
    /// `S:high-availability`; which servers are the first, and the row for 12 servers of 2019 (inferred)
    code: "HA007", name: "quorum-bound-pool", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 2) {
        let product = cx.product_of(pool.pool);
        if let Some(message) = what_it_takes(pool.name(), pool.n_computers(), product) {
            out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
                .help(what_to_plan(pool.n_computers(), product));
        }
    }
}

fn what_it_takes(pool: &str, n: usize, product: Product) -> Option<Message> {
    let running = min_functional(n, product)?;
    let counted = match running.of_first {
        Some(first) if usize::from(first) < n => message!("the first {first} of its {n} servers", first, n),
        _ => message!("its {n} servers", n),
    };
    let minimum = running.minimum;
    Some(match min_first_start(n, product) {
        Some(start) => message!(
            "While its back end is up, pool {pool} needs {minimum} of {counted} to keep running and {start} to start.",
            pool,
            minimum,
            counted,
            start,
        ),
        None => message!(
            "While its back end is up, pool {pool} needs {minimum} of {counted} to keep running.",
            pool,
            minimum,
            counted,
        ),
    })
}

/// The older page speaks of 2013; where it asks for more, a careful plan does too.
fn what_to_plan(n: usize, product: Product) -> Message {
    let binding = min_functional(n, product).map(|row| row.minimum);
    match older_min_functional(n).filter(|_| product == Product::L13) {
        Some(older) if Some(older) > binding => message!(
            "Keep this number in the maintenance plan; an older page of the vendor asks for {older} running servers.",
            older
        ),
        _ => message!("Keep this number in the maintenance plan."),
    }
}
