//! Whether files that are handed to different people say the same: read back as those people read them, and held
//! against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, find};
use crate::checks::Review;
use crate::model::Document;
use crate::templates::TEMPLATES;
use crate::work::Cancel;

/// A sheet as its rows, cells by their headings. A sheet with nothing to list has none.
fn sheet(subject: &Subject<'_>, word: &str) -> Vec<BTreeMap<String, String>> {
    let Ok(bytes) = find(word).and_then(|it| it.as_file("csv")).unwrap().make(subject) else { return Vec::new() };
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] != "Note");
    rows.map(|row| headings.iter().cloned().zip(row.iter().map(str::to_owned)).collect()).collect()
}

fn set<'r>(rows: &'r [BTreeMap<String, String>], heading: &str) -> BTreeSet<&'r str> {
    rows.iter().map(|row| row[heading].as_str()).collect()
}

/// Every design but the faulty ones, in which servers stand in two places and names lead nowhere.
fn each(look: impl Fn(&str, &Subject<'_>)) {
    for template in TEMPLATES.iter().filter(|template| !template.name.ends_with("-faulty")) {
        let document: Document = template.document();
        let (review, cancel) = (Review::default(), Cancel::default());
        look(template.name, &Subject::new(&document, &review, "2026-01-31", "design", &cancel));
    }
}

#[test]
fn every_machine_has_a_record_and_is_counted() {
    each(|of, subject| {
        let servers = sheet(subject, "servers");
        let records = sheet(subject, "dns");
        let names = set(&records, "Name");
        let mut by_role: BTreeMap<&str, usize> = BTreeMap::new();
        for server in &servers {
            *by_role.entry(&server["Role"]).or_default() += 1;
            let is_ours = !["Load balancer", "Reverse proxy"].contains(&server["Role"].as_str());
            assert!(!is_ours || names.contains(server["Server"].as_str()), "{of}: {}", server["Server"]);
        }
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        let counts = sheet(subject, "counts");
        for row in &counts {
            if let Some(role) = row["What"].strip_prefix("machines: ") {
                *counted.entry(role).or_default() += row["Number"].parse::<usize>().unwrap();
            }
        }
        assert_eq!(by_role, counted, "{of}");
        let machines = set(&servers, "Server");
        for instance in sheet(subject, "sql").iter().filter(|row| !row["Reporting Services"].is_empty()) {
            assert!(names.contains(instance["Reporting Services"].as_str()), "{of}: {instance:?}");
        }
        for path in sheet(subject, "firewall")
            .iter()
            .flat_map(|row| row["Destination"].split(", ").map(str::to_owned).collect::<Vec<_>>())
        {
            let Some(host) = path.strip_prefix(r"\\").and_then(|path| path.split('\\').next()) else { continue };
            assert!(host == "contoso.com" || machines.contains(host), "{of}: a file server {host} that nobody builds");
        }
    });
}

#[test]
fn every_name_in_a_script_is_in_a_sheet() {
    each(|of, subject| {
        let (records, servers) = (sheet(subject, "dns"), sheet(subject, "servers"));
        let known: BTreeSet<String> =
            set(&records, "Name").union(&set(&servers, "Server")).map(|name| name.to_lowercase()).collect();
        let mut files = find("powershell").unwrap().into_folder(subject).unwrap();
        files.extend(find("by-hand").unwrap().into_folder(subject).unwrap());
        for (file, bytes) in files {
            let text = String::from_utf8(bytes).unwrap().to_lowercase();
            let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
            for name in words.filter(|word| word.ends_with(".contoso.com")) {
                assert!(known.contains(name), "{of}: {name} in {file}");
            }
        }
    });
}

#[test]
fn what_is_published_has_a_certificate_and_an_open_port() {
    each(|of, subject| {
        let (records, certificates, flows) =
            (sheet(subject, "dns"), sheet(subject, "certificates"), sheet(subject, "firewall"));
        let public = certificates.iter().filter(|row| row["Authority"] == "public");
        let certified: BTreeSet<&str> = public.flat_map(|row| row["Alternative names"].split(", ")).collect();
        let outside = records.iter().filter(|row| row["View"] == "external");
        for row in outside.clone().filter(|row| ["A", "CNAME"].contains(&row["Type"].as_str())) {
            // The A/V service needs no name in the certificate, and its records and those of XMPP say so elsewhere.
            let is_exempt = ["DE03", "DE08"].contains(&row["Key"].as_str()) || row["Zone"].starts_with('<');
            assert!(is_exempt || certified.contains(row["Name"].as_str()), "{of}: {} {}", row["Key"], row["Name"]);
        }
        for row in outside.clone().filter(|row| row["Type"] == "SRV") {
            let addresses: Vec<_> =
                outside.clone().filter(|it| it["Name"] == row["Target"]).map(|it| &it["Target"]).collect();
            assert!(!addresses.is_empty(), "{of}: {} leads nowhere", row["Name"]);
            let is_open = |flow: &&BTreeMap<String, String>| {
                flow["Firewall"] == "external"
                    && flow["Port"].split(", ").any(|port| port == row["Port"])
                    && addresses.iter().any(|address| flow["Destination addresses"].contains(address.as_str()))
            };
            assert!(flows.iter().any(|flow| is_open(&flow)), "{of}: {} to {}", row["Name"], row["Target"]);
        }
    });
}

#[test]
fn a_port_of_sql_server_is_the_same_in_both_sheets() {
    each(|of, subject| {
        let (instances, flows) = (sheet(subject, "sql"), sheet(subject, "firewall"));
        let mut n_compared = 0;
        for flow in flows.iter().filter(|flow| flow["Protocol"] == "TCP" && flow["Port"].parse::<u16>().is_ok()) {
            let heading = match flow["Key"].as_str() {
                "FW11" | "FW12" | "FW16" | "FW28" => "Port",
                "FW13" | "FW14" => "Mirroring port",
                _ => continue,
            };
            for name in flow["Destination"].split(", ") {
                let Some(instance) = instances.iter().find(|row| row["Instance"] == name) else { continue };
                assert_eq!(instance[heading], flow["Port"], "{of}: {name} in {}", flow["Key"]);
                n_compared += 1;
            }
        }
        assert!(n_compared > 0 || instances.iter().all(|row| row["Instance"].ends_with("\\rtc")), "{of}");
    });
}
