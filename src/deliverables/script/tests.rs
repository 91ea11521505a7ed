use proptest::prelude::*;

use super::lexer::{Token, powershell_tokens};
use super::*;
use crate::format::{self, Format};
use crate::model::{Computer, Document, Fqdn, Role, SqlInstance, UncPath};
use crate::templates;
use crate::vendor::cmdlet::CMDLETS;

fn template(name: &str) -> Document {
    templates::find(name).unwrap().document()
}

/// All files of a template, one after the other: the prelude and what asks are the same in all, and shown once.
fn golden(name: &str) -> String {
    let document = template(name);
    let mut all = String::new();
    for file in scripts(&document.topology).unwrap() {
        let steps = file.text.split_once("\n# ").filter(|_| file.name.ends_with(".ps1")).map(|(_, steps)| steps);
        all.push_str(&format!("==== {}\n{}\n", file.name, steps.unwrap_or(&file.text)));
    }
    all.push_str("==== by-hand.md\n");
    let published = format::write(&document, Format::Published).unwrap();
    all.push_str(&by_hand(&document, &published.account));
    all
}

#[test]
fn a_standard_edition_server_is_deployed_so() {
    insta::assert_snapshot!(golden("standard-edition"));
}

#[test]
fn a_mirrored_pool_is_deployed_so() {
    insta::assert_snapshot!(golden("enterprise-mirrored"));
}

#[test]
fn two_data_centres_are_deployed_so() {
    insta::assert_snapshot!(golden("two-data-centres"));
}

#[test]
fn a_stretched_chat_pool_is_deployed_so() {
    insta::assert_snapshot!(golden("stretched-chat"));
}

#[test]
fn an_availability_group_is_deployed_so() {
    insta::assert_snapshot!(golden("availability-group-2019"));
}

#[test]
fn a_whole_script_reads_so() {
    let files = scripts(&template("standard-edition").topology).unwrap();
    let file = files.iter().find(|file| file.name == "03-publish.ps1").unwrap();
    insta::assert_snapshot!(file.text);
}

/// Words such as `Get-CsTopology` in the code of a script.
fn cmdlets_in(script: &str) -> Vec<(String, Vec<String>)> {
    let mut calls: Vec<(String, Vec<String>)> = Vec::new();
    for token in powershell_tokens(script).expect("a script ends outside of its strings") {
        let Token::Code(code) = token else { continue };
        for word in code.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
            if word.contains("-Cs") {
                calls.push((word.to_owned(), Vec::new()));
            }
        }
        let is_parameter = code.len() > 1 && code.starts_with('-') && code[1..2].chars().all(char::is_uppercase);
        if let (true, Some((_, parameters))) = (is_parameter, calls.last_mut()) {
            parameters.push(code[1..].trim_end_matches([')', '}']).to_owned());
        }
    }
    calls
}

#[test]
fn scripts_name_only_cmdlets_of_the_list() {
    for template in templates::TEMPLATES {
        let mut n = 0;
        for file in scripts(&template.document().topology).unwrap() {
            if file.name.ends_with(".ps1") {
                for (name, _) in cmdlets_in(&file.text) {
                    assert!(CMDLETS.iter().any(|row| row.name == name), "{}: {name}", file.name);
                    n += 1;
                }
            }
        }
        assert!(n > 20, "{} of {}", n, template.name);
    }
}

#[test]
fn no_cmdlet_is_run_that_the_product_does_not_have() {
    for template in templates::TEMPLATES {
        let topology = template.document().topology;
        let product = topology.deployment().product;
        for file in scripts(&topology).unwrap().iter().filter(|file| file.name.ends_with(".ps1")) {
            let steps = file.text.find("\n# ").map_or("", |at| &file.text[at..]);
            for (name, parameters) in cmdlets_in(steps) {
                let row = CMDLETS.iter().find(|row| row.name == name).unwrap();
                assert!(row.products.contains(product), "{}: {name}", file.name);
                for row in row.parameters.iter().filter(|row| parameters.iter().any(|name| name == row.name)) {
                    assert!(row.products.contains(product), "{}: {name} -{}", file.name, row.name);
                }
            }
        }
    }
}

#[test]
fn files_are_plain_ascii_and_called_by_names_of_ours() {
    for template in templates::TEMPLATES {
        for file in scripts(&template.document().topology).unwrap() {
            assert!(file.text.is_ascii() && !file.text.contains('\r'), "{}", file.name);
            assert!(file.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b)));
        }
    }
}

/// To a command that stands in front of it without parentheses, `-and` is a parameter.
#[test]
fn conditions_are_joined_in_parentheses() {
    for template in templates::TEMPLATES {
        for file in scripts(&template.document().topology).unwrap() {
            for word in ["' -and ", "' -or "] {
                assert!(!file.text.contains(word), "{}", file.name);
            }
        }
    }
}

/// A document in which every name of the template has `hostile` in it, after a mark to look for.
fn with_hostile_names(name: &str, hostile: &str) -> Topology {
    let document = template(name);
    let mut topology = document.topology.clone();
    let mark = |old: &str| format!("zqx{hostile}{old}");
    let pools = topology.pools.iter().map(|(id, pool)| {
        let mut pool = pool.clone();
        pool.fqdn = Fqdn::new(mark(pool.fqdn.as_str()));
        if let Role::PersistentChat(chat) = &mut pool.role {
            chat.primary.mirror_share = UncPath::new(mark(chat.primary.mirror_share.as_str()));
        }
        (id, pool)
    });
    topology.pools = pools.collect();
    let computers = topology
        .computers
        .iter()
        .map(|(id, computer)| (id, Computer { fqdn: Fqdn::new(mark(computer.fqdn.as_str())), ..computer.clone() }));
    topology.computers = computers.collect();
    let instances = topology.sql_instances.iter().map(|(id, sql)| {
        let fqdn = Fqdn::new(mark(sql.fqdn.as_str()));
        (id, SqlInstance { fqdn, instance: mark(&sql.instance), ..sql.clone() })
    });
    topology.sql_instances = instances.collect();
    topology
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_value_of_the_document_stands_in_a_quoted_token_only(
        hostile in prop::collection::vec(
            prop::sample::select("'\"`$(){}#<>;\u{2018}\u{2019}\u{201a}\u{201b}\u{201d}\r\n\\]a ".chars().collect::<Vec<_>>()), 0..8,
        ).prop_map(String::from_iter),
        name in prop::sample::select(vec!["stretched-chat", "two-data-centres", "availability-group-2019"]),
    ) {
        let topology = with_hostile_names(name, &hostile);
        let mut n_texts = 0;
        for file in scripts(&topology).unwrap().iter().filter(|file| file.name.ends_with(".ps1")) {
            let tokens = powershell_tokens(&file.text);
            prop_assert!(tokens.is_some(), "{} ends in a string", file.name);
            for token in tokens.unwrap() {
                match token {
                    Token::Code(code) | Token::Expanding(code) => prop_assert!(!code.contains("zqx"), "{}: {code}", file.name),
                    Token::Text(text) => n_texts += usize::from(text.contains("zqx")),
                    Token::Comment => {}
                }
            }
            let comments = file.text.lines().filter(|line| line.starts_with('#'));
            prop_assert!(comments.into_iter().all(|line| !line.contains("zqx")));
        }
        prop_assert!(n_texts > 20);
    }
}
