//! Twelve rules beside the same twelve as a logic program for clingo, where `clingo` or Python's `clingo` module is
//! installed (`pip install clingo`): both find the same faults, and the ratio of the times is printed.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

mod generate;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use linchpin::checks::{Cx, Rule, ask, catalogue};
use linchpin::model::{AnyId, Document, Role, RoleKind, SiteRef, Topology};

const TWELVE: [&str; 12] =
    ["ST003", "ST005", "HA001", "SE001", "DR002", "DR003", "DB003", "DB011", "DB012", "DB013", "ED004", "NA007"];

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/clingo/rules.lp");

/// How often each is run; the fastest time counts.
const ROUNDS: usize = 5;

/// How many faults each rule finds, by its code in lower case.
type Tally = BTreeMap<String, usize>;

fn main() {
    for n_servers in [200, 2_000, 20_000] {
        let document = generate::faulty_deployment(n_servers);
        let facts = facts(&document.topology);
        let (ours, own_time) = fastest(|| Some(own_tally(&document))).expect("rules always answer");
        let n_found: usize = ours.values().sum();
        let Some((theirs, their_time)) = fastest(|| clingo(&facts)) else {
            println!("{n_servers} servers: twelve rules in {own_time:.2?}, {n_found} found; clingo is not installed");
            continue;
        };
        assert_eq!(ours, theirs, "both say what is wrong with the same deployment");
        let ratio = their_time.as_secs_f64() / own_time.as_secs_f64();
        println!(
            "{n_servers} servers: twelve rules in {own_time:.2?}, clingo in {their_time:.2?} ({ratio:.0} times as long), \
             {n_found} found by either"
        );
    }
}

fn fastest(mut run: impl FnMut() -> Option<Tally>) -> Option<(Tally, Duration)> {
    let mut best: Option<(Tally, Duration)> = None;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let found = run()?;
        let took = start.elapsed();
        if best.as_ref().is_none_or(|(_, time)| took < *time) {
            best = Some((found, took));
        }
    }
    best
}

fn own_tally(document: &Document) -> Tally {
    let cx = Cx::new(document);
    let twelve = catalogue().filter(|rule| TWELVE.contains(&&*rule.code.to_string()));
    let count = |rule: &'static Rule| (rule.code.to_string().to_lowercase(), ask(rule, &cx).len());
    twelve.map(count).filter(|(_, n)| *n > 0).collect()
}

/// What clingo finds, from the start of the program to its end; none where it is not installed.
fn clingo(facts: &str) -> Option<Tally> {
    let run = |program: &str, first: &[&str]| {
        let mut child = Command::new(program)
            .args(first)
            .args(["--outf=1", "--verbose=0", PROGRAM, "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        // Where the module is missing, nobody reads.
        let _ = child.stdin.take()?.write_all(facts.as_bytes());
        let said = String::from_utf8(child.wait_with_output().ok()?.stdout).ok()?;
        said.starts_with("ANSWER").then_some(said)
    };
    let said = run("clingo", &[]).or_else(|| run("python3", &["-m", "clingo"]))?;
    let mut tally = Tally::new();
    for found in said.split("found(").skip(1) {
        let code = found.split(',').next().unwrap_or_default();
        *tally.entry(code.to_owned()).or_default() += 1;
    }
    Some(tally)
}

/// The deployment as facts. Rows are numbered; names that do not tell upper from lower case are written in lower case.
fn facts(topology: &Topology) -> String {
    let numbers: BTreeMap<_, usize> = topology.ids().map(AnyId::uuid).zip(0..).collect();
    let mut facts = String::new();
    let mut say = |fact: std::fmt::Arguments<'_>| facts.write_fmt(fact).expect("a text takes every text");
    for id in topology.sites.ids() {
        say(format_args!("central({}). ", numbers[&id.uuid()]));
    }
    for (id, branch) in topology.branch_sites.iter() {
        say(format_args!("branch({}). ", numbers[&id.uuid()]));
        if let Some(parent) = branch.parent {
            say(format_args!("parent({}, {}). ", numbers[&id.uuid()], numbers[&parent.uuid()]));
        }
    }
    for (id, sql) in topology.sql_instances.iter() {
        let name = sql.instance.to_lowercase();
        say(format_args!("instance({}, {:?}, {name:?}). ", numbers[&id.uuid()], sql.fqdn.key()));
    }
    for (id, pool) in topology.pools.iter() {
        let own = numbers[&id.uuid()];
        let role = match pool.role.kind() {
            RoleKind::FrontEnd => "front_end",
            RoleKind::StandardEdition => "standard",
            RoleKind::Director => "director",
            RoleKind::Edge => "edge",
            _ => "other",
        };
        say(format_args!("pool({own}, {role}). "));
        if let SiteRef::Central(site) = pool.site {
            say(format_args!("in({own}, {}). ", numbers[&site.uuid()]));
        }
        if let Some(backup) = pool.backup_pool {
            say(format_args!("backup({own}, {}). ", numbers[&backup.uuid()]));
        }
        if let Role::Edge(edge) = &pool.role
            && let Some(next_hop) = edge.next_hop
        {
            say(format_args!("next_hop({own}, {}). ", numbers[&next_hop.uuid()]));
        }
        for (computer, row) in topology.computers_of(pool) {
            say(format_args!("member({own}, {}, {:?}). ", numbers[&computer.uuid()], row.fqdn.key()));
        }
        if let Some(settings) = pool.role.front_end() {
            let parts = [
                ("primary", settings.back_end.primary),
                ("mirror", settings.back_end.mirror),
                ("witness", settings.back_end.witness),
            ];
            for (part, sql) in parts {
                if let Some(sql) = sql {
                    say(format_args!("back_end({own}, {part}, {}). ", numbers[&sql.uuid()]));
                }
            }
        }
    }
    facts
}
